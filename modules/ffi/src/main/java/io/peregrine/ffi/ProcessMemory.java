package io.peregrine.ffi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * The memory of this process by its addresses, for what foreign code hands over. Nothing is checked: reading at an address where nothing is
 * ends the process, as it would in the code that handed it over.
 */
public final class ProcessMemory {
    /** All of it; an offset is an address. */
    public static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final long FIRST_ADDRESS = 4096;
    private static final long END_OF_ADDRESSES = 1L << 47;

    private ProcessMemory() {}

    /** Whether something may lie at an address: it is in no page that is never mapped, and in the half of the addresses that programs have. */
    public static boolean isPlausible(long address) {
        return address >= FIRST_ADDRESS && address < END_OF_ADDRESSES;
    }

    /** Eight bytes as a number or an address. */
    public static long getLong(long address) {
        return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
    }

    /** Four bytes as a number. */
    public static int getInt(long address) {
        return ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address);
    }

    /** Two bytes as a number. */
    public static short getShort(long address) {
        return ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, address);
    }

    /** One byte. */
    public static byte getByte(long address) {
        return ALL.get(ValueLayout.JAVA_BYTE, address);
    }

    /** Writes eight bytes. */
    public static void putLong(long address, long value) {
        ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, address, value);
    }

    /** Writes four bytes. */
    public static void putInt(long address, int value) {
        ALL.set(ValueLayout.JAVA_INT_UNALIGNED, address, value);
    }

    /** Writes two bytes. */
    public static void putShort(long address, short value) {
        ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, address, value);
    }

    /** Writes one byte. */
    public static void putByte(long address, byte value) {
        ALL.set(ValueLayout.JAVA_BYTE, address, value);
    }

    /** The number of bytes before the NUL of a text, looked for in at most so many bytes; that many when there is none. */
    public static int textLength(long address, int most) {
        for (int i = 0; i < most; i++) {
            if (ALL.get(ValueLayout.JAVA_BYTE, address + i) == 0) {
                return i;
            }
        }
        return most;
    }

    /** A text up to its NUL, at most so many bytes of it, broken UTF-8 replaced; empty at an address where nothing can be. */
    public static String text(long address, int most) {
        if (!isPlausible(address)) {
            return "";
        }
        byte[] bytes = new byte[textLength(address, most)];
        MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, address, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
