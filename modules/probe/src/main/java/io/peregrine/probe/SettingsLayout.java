package io.peregrine.probe;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * The layout of the settings that the programs read ({@code struct settings} in {@code settings.h}), in machine order.
 *
 * <pre>
 *  0       8       12        16            20      24        28            32
 *  +-------+-------+---------+-------------+-------+---------+-------------+----------+
 *  | epoch | owner | snaplen | drop failed | token | session | compat seen | interest | ...
 *  | u64   | u32   | u32     | u32         | u32   | u32     | u32         | u8 x 512 |
 *  +-------+-------+---------+-------------+-------+---------+-------------+----------+
 *  544         1568         1616        2640       3152         3664
 *  +-----------+------------+-----------+----------+--------------+
 *  | native    | socketcall | identity  | entry    | compat entry |
 *  | u16 x 512 | u16 x 24   | u16 x 512 | u8 x 512 | u8 x 512     |
 *  +-----------+------------+-----------+----------+--------------+
 * </pre>
 */
final class SettingsLayout {
    /** Call numbers that the tables have room for. */
    static final int CALL_NUMBERS = 512;

    /** Rows of the table for socketcall. */
    static final int SOCKET_CALLS = 24;

    private static final long EPOCH = 0;
    private static final long OWNER = 8;
    private static final long SNAPLEN = 12;
    private static final long DROP_FAILED = 16;
    private static final long TOKEN = 20;
    private static final long SESSION = 24;
    private static final long COMPAT_SEEN = 28;
    private static final long INTEREST = 32;
    private static final long NATIVE = INTEREST + CALL_NUMBERS;
    private static final long SOCKETCALL = NATIVE + 2L * CALL_NUMBERS;
    private static final long IDENTITY = SOCKETCALL + 2L * SOCKET_CALLS;

    private static final long ENTRY = IDENTITY + 2L * CALL_NUMBERS;
    private static final long COMPAT_ENTRY = ENTRY + CALL_NUMBERS;

    /** The size of the whole in bytes. */
    static final long SIZE = COMPAT_ENTRY + CALL_NUMBERS;

    private static final VarHandle SEEN = ValueLayout.JAVA_INT.varHandle();

    private SettingsLayout() {}

    static void epoch(MemorySegment settings, long nanoseconds) {
        settings.set(ValueLayout.JAVA_LONG, EPOCH, nanoseconds);
    }

    static void owner(MemorySegment settings, int process) {
        settings.set(ValueLayout.JAVA_INT, OWNER, process);
    }

    static int owner(MemorySegment settings) {
        return settings.get(ValueLayout.JAVA_INT, OWNER);
    }

    static void snaplen(MemorySegment settings, int bytes) {
        settings.set(ValueLayout.JAVA_INT, SNAPLEN, bytes);
    }

    static void dropFailed(MemorySegment settings, boolean drop) {
        settings.set(ValueLayout.JAVA_INT, DROP_FAILED, drop ? 1 : 0);
    }

    static void token(MemorySegment settings, int token) {
        settings.set(ValueLayout.JAVA_INT, TOKEN, token);
    }

    static void session(MemorySegment settings, int session) {
        settings.set(ValueLayout.JAVA_INT, SESSION, session);
    }

    static int session(MemorySegment settings) {
        return settings.get(ValueLayout.JAVA_INT, SESSION);
    }

    static boolean compatSeen(MemorySegment settings) {
        return (int) SEEN.getOpaque(settings, COMPAT_SEEN) != 0;
    }

    static void compatSeen(MemorySegment settings, boolean seen) {
        settings.set(ValueLayout.JAVA_INT, COMPAT_SEEN, seen ? 1 : 0);
    }

    static void interest(MemorySegment settings, int number, int bits) {
        settings.set(ValueLayout.JAVA_BYTE, INTEREST + number, (byte) bits);
    }

    static void nativeNumber(MemorySegment settings, int compatNumber, int number) {
        settings.set(ValueLayout.JAVA_SHORT, NATIVE + 2L * compatNumber, (short) number);
    }

    static void socketcall(MemorySegment settings, int call, int number) {
        settings.set(ValueLayout.JAVA_SHORT, SOCKETCALL + 2L * call, (short) number);
    }

    static void identity(MemorySegment settings, int number, int id) {
        settings.set(ValueLayout.JAVA_SHORT, IDENTITY + 2L * number, (short) id);
    }

    static void entry(MemorySegment settings, int number, int kind) {
        settings.set(ValueLayout.JAVA_BYTE, ENTRY + number, (byte) kind);
    }

    static int entry(MemorySegment settings, int number) {
        return settings.get(ValueLayout.JAVA_BYTE, ENTRY + number);
    }

    static void compatEntry(MemorySegment settings, int compatNumber, int kind) {
        settings.set(ValueLayout.JAVA_BYTE, COMPAT_ENTRY + compatNumber, (byte) kind);
    }
}
