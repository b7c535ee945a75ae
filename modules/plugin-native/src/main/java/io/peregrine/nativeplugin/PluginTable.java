package io.peregrine.nativeplugin;

import io.peregrine.ffi.ProcessMemory;
import io.peregrine.state.table.TableException;
import io.peregrine.state.table.ValueType;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A table that a plugin brings: {@code ss_plugin_table_input}, copied.
 *
 * <pre>
 *  0     8         16     24 (32)     56 (48)     104 (24)    128         136         144
 *  +-----+---------+------+-----------+-----------+-----------+-----------+-----------+-----------+
 *  | name| key_type| table| reader    | writer    | fields    | reader_ext| writer_ext| fields_ext|
 *  +-----+---------+------+-----------+-----------+-----------+-----------+-----------+-----------+
 * </pre>
 *
 * @param owner whose it is
 * @param name its name
 * @param keyType the type of its keys
 * @param table the owner's pointer
 * @param functions in the order of {@link TableFunctions}: 3 of fields, 6 of the reader, 6 of the writer; NULL where there is none
 */
record PluginTable(Owner owner, String name, Optional<ValueType> keyType, long table, MemorySegment[] functions) {
    private static final int[] OLD_PLACES = {104, 112, 120, 24, 32, 40, 48, -1, -1, 56, 64, 72, 80, 88, 96};
    private static final int[] EXTENDED = {144, 128, 136};
    private static final int[] SIZES = {3, 6, 6};
    private static final String[] WORDS = {"fields", "reader", "writer"};

    /** Copies a struct; why it cannot be used goes to the caller. */
    static PluginTable of(Owner owner, long input) throws TableException {
        String prefix = "failure in adding state table defined by plugin '" + owner.name() + "': ";
        long name = ProcessMemory.getLong(input);
        if (name == 0) {
            throw new TableException(prefix + "name is null");
        }
        MemorySegment[] functions = new MemorySegment[15];
        for (int i = 0; i < functions.length; i++) {
            functions[i] =
                    MemorySegment.ofAddress(OLD_PLACES[i] < 0 ? 0 : ProcessMemory.getLong(input + OLD_PLACES[i]));
        }
        if (!owner.isOld()) {
            extend(input, functions, prefix);
        }
        return new PluginTable(
                owner,
                ProcessMemory.text(name, PluginCalls.LONGEST_TEXT),
                ValueType.of(ProcessMemory.getInt(input + 8)),
                ProcessMemory.getLong(input + 16),
                functions);
    }

    private static void extend(long input, MemorySegment[] functions, String prefix) throws TableException {
        for (int place : EXTENDED) {
            if (ProcessMemory.getLong(input + place) == 0) {
                throw new TableException(prefix + "extended vtables must all be defined");
            }
        }
        int at = 0;
        for (int part = 0; part < EXTENDED.length; part++) {
            long vtable = ProcessMemory.getLong(input + EXTENDED[part]);
            for (int i = 0; i < SIZES[part]; i++, at++) {
                long function = ProcessMemory.getLong(vtable + 8L * i);
                boolean twin = OLD_PLACES[at] < 0 || functions[at].address() == function;
                if (function == 0 || !twin) {
                    throw new TableException(prefix + "broken or inconsistent " + WORDS[part] + " vtables");
                }
                functions[at] = MemorySegment.ofAddress(function);
            }
        }
    }
}
