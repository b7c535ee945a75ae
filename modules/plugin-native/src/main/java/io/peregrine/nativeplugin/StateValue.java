package io.peregrine.nativeplugin;

import io.peregrine.event.ByteString;
import io.peregrine.ffi.ProcessMemory;
import io.peregrine.state.table.ValueType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** {@code ss_plugin_state_data}: a union of eight bytes, read and written by type. */
final class StateValue {
    private StateValue() {}

    static long number(long at, ValueType type) {
        return switch (type) {
            case INT8 -> ProcessMemory.getByte(at);
            case UINT8 -> ProcessMemory.getByte(at) & 0xff;
            case INT16 -> ProcessMemory.getShort(at);
            case UINT16 -> ProcessMemory.getShort(at) & 0xffff;
            case INT32 -> ProcessMemory.getInt(at);
            case UINT32 -> ProcessMemory.getInt(at) & 0xffffffffL;
            case BOOL -> ProcessMemory.getInt(at) == 0 ? 0 : 1;
            case INT64, UINT64, STRING, TABLE -> ProcessMemory.getLong(at);
        };
    }

    /** Writes a number; the rest of the union is zero. */
    static void put(long at, ValueType type, long value) {
        ProcessMemory.putLong(at, 0);
        switch (type) {
            case INT8, UINT8 -> ProcessMemory.putByte(at, (byte) value);
            case INT16, UINT16 -> ProcessMemory.putShort(at, (short) value);
            case INT32, UINT32, BOOL -> ProcessMemory.putInt(at, (int) value);
            case INT64, UINT64, STRING, TABLE -> ProcessMemory.putLong(at, value);
        }
    }

    /** The text that the union points to. */
    static ByteString text(long at) {
        long address = ProcessMemory.getLong(at);
        if (address == 0) {
            return ByteString.EMPTY;
        }
        byte[] bytes = new byte[ProcessMemory.textLength(address, PluginCalls.LONGEST_TEXT)];
        MemorySegment.copy(ProcessMemory.ALL, ValueLayout.JAVA_BYTE, address, bytes, 0, bytes.length);
        return ByteString.wrap(bytes);
    }
}
