package io.peregrine.nativeplugin;

import io.peregrine.ffi.ProcessMemory;
import java.lang.foreign.Arena;

/**
 * {@code ss_plugin_init_tables_input}.
 *
 * <pre>
 *  0           8         16        24 (24 bytes)  48         56         64
 *  +-----------+---------+---------+--------------+----------+----------+----------+
 *  |list_tables|get_table|add_table| fields       |fields_ext|reader_ext|writer_ext|
 *  +-----------+---------+---------+--------------+----------+----------+----------+
 * </pre>
 */
final class TablesInput {
    private static final long SIZE = 72;

    private TablesInput() {}

    /** The address of a filled one, which lives as long as the arena. */
    static long write(Arena arena, Owner owner) {
        TableFunctions tables = owner.functions().tables();
        long at = arena.allocate(SIZE, 8).address();
        ProcessMemory.ALL.asSlice(at, 24).copyFrom(ProcessMemory.ALL.asSlice(tables.tablesAddress(), 24));
        tables.writeFields(at + 24);
        ProcessMemory.putLong(at + 48, tables.fieldsAddress());
        ProcessMemory.putLong(at + 56, tables.readerAddress());
        ProcessMemory.putLong(at + 64, tables.writerAddress());
        return at;
    }
}
