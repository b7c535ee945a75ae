package io.peregrine.nativeplugin;

import io.peregrine.ffi.ProcessMemory;
import io.peregrine.plugin.FieldDeclaration;
import io.peregrine.plugin.FieldRequest;
import io.peregrine.plugin.FieldType;
import io.peregrine.plugin.ValueOut;
import java.lang.foreign.Arena;

/**
 * {@code ss_plugin_extract_field}: a field with its argument, as asked for and as answered. Owned by the thread of the source.
 *
 * <pre>
 *  0     8         16        24     32       40         48           52     56
 *  +-----+---------+---------+------+--------+----------+------------+------+------+
 *  | res | res_len | field_id| name | argkey | argindex | argpresent | type | list |
 *  +-----+---------+---------+------+--------+----------+------------+------+------+
 * </pre>
 */
final class ExtractField {
    private static final long SIZE = 64;
    /** Falco says so of a list; a plugin may have learnt to rely on it. */
    private static final int LIST = 64;
    /** What a plugin answers beyond this is taken for a mistake: there is no value then. */
    private static final int MOST_VALUES = 1 << 16;

    private final Arena arena = Arena.ofAuto();
    private final long address = arena.allocate(SIZE, 8).address();
    private final FieldType type;
    private final boolean list;

    ExtractField(int number, FieldDeclaration declaration, FieldRequest request) {
        type = declaration.type();
        list = declaration.list();
        ProcessMemory.putInt(address + 16, number);
        ProcessMemory.putLong(
                address + 24, arena.allocateFrom(declaration.name()).address());
        ProcessMemory.putLong(
                address + 32,
                request.key().map(key -> arena.allocateFrom(key).address()).orElse(0L));
        ProcessMemory.putLong(address + 40, request.index().orElse(-1));
        ProcessMemory.putInt(address + 48, request.isPresent() ? 1 : 0);
        ProcessMemory.putInt(address + 52, type.code());
        ProcessMemory.putInt(address + 56, list ? LIST : 0);
    }

    /** Takes away the last answer; the address of the struct. */
    long reset() {
        ProcessMemory.putLong(address, 0);
        ProcessMemory.putLong(address + 8, 0);
        return address;
    }

    /** Hands on the answer; false when there is none, or none that can be used. */
    boolean read(ValueOut out) {
        long values = ProcessMemory.getLong(address);
        long count = ProcessMemory.getLong(address + 8);
        if (!ProcessMemory.isPlausible(values) || count <= 0 || count > MOST_VALUES) {
            return false;
        }
        int wanted = list ? (int) count : 1;
        for (int i = 0; i < wanted; i++) {
            if (!one(values, i, out)) {
                return false;
            }
        }
        return true;
    }

    private boolean one(long values, int index, ValueOut out) {
        return switch (type) {
            case UINT64, RELTIME, ABSTIME -> out.number(ProcessMemory.getLong(values + 8L * index));
            // Printed as true whenever it is not 0, compared as the number that it is, as in Falco.
            case BOOL -> out.number(ProcessMemory.getInt(values + 4L * index) & 0xffffffffL);
            case STRING -> text(ProcessMemory.getLong(values + 8L * index), out);
            case IPADDR, IPNET -> address(values + 16L * index, out);
        };
    }

    private static boolean text(long at, ValueOut out) {
        return ProcessMemory.isPlausible(at)
                && out.bytes(ProcessMemory.ALL, at, ProcessMemory.textLength(at, PluginCalls.LONGEST_TEXT));
    }

    private static boolean address(long buffer, ValueOut out) {
        int length = ProcessMemory.getInt(buffer);
        long at = ProcessMemory.getLong(buffer + 8);
        return ProcessMemory.isPlausible(at)
                && (length == 4 || length == 16)
                && out.bytes(ProcessMemory.ALL, at, length);
    }
}
