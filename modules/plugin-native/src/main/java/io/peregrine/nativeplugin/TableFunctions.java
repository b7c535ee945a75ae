package io.peregrine.nativeplugin;

import io.peregrine.ffi.ProcessMemory;
import io.peregrine.ffi.Upcall;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * The functions with which plugins reach tables, made once for the process, in the three vtables of the interface. A table pointer is a number that
 * stands for a {@link TableHandle}. Called by the thread that called the plugin.
 *
 * <pre>
 *  fields  24: list_table_fields, get_table_field, add_table_field
 *  reader  48: get_table_name, get_table_size, get_table_entry, read_entry_field, release_table_entry, iterate_entries (the first 32 are the old one)
 *  writer  48: clear_table, erase_table_entry, create_table_entry, destroy_table_entry, add_table_entry, write_entry_field
 *  tables  24: list_tables, get_table, add_table
 * </pre>
 */
final class TableFunctions {
    static final int SUCCESS = 0;
    static final int FAILURE = 1;
    private static final int FIELDS = 0;
    private static final int READER = 24;
    private static final int WRITER = 72;
    private static final int TABLES = 120;
    private static final int OLD_READER_SIZE = 32;
    private static final int FIELDS_SIZE = 24;
    private static final int WRITER_SIZE = 48;
    private static final int STEP = 16;

    private final HostFunctions host;
    private final long vtables;
    private volatile TableHandle[] handles = {};
    private final Queue<Integer> left = new ArrayDeque<>();
    private int used;

    TableFunctions(HostFunctions host) {
        this.host = host;
        this.vtables = Arena.global().allocate(144, 8).address();
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        String[] names = {
            "listFields",
            "getField",
            "addField",
            "name",
            "size",
            "entry",
            "read",
            "release",
            "iterate",
            "clear",
            "erase",
            "create",
            "destroy",
            "add",
            "write",
            "listTables",
            "getTable",
            "addTable"
        };
        int[] parameters = {2, 3, 3, 1, 1, 2, 4, 2, 3, 1, 2, 1, 2, 3, 4, 2, 3, 2};
        boolean[] codes = {
            false, false, false, false, false, false, true, false, false, true, true, false, false, false, true, false,
            false, true
        };
        for (int i = 0; i < names.length; i++) {
            ProcessMemory.putLong(
                    vtables + 8L * i,
                    Upcall.of(lookup, this, names[i], parameters[i], codes[i] ? FAILURE : 0)
                            .address());
        }
    }

    long fieldsAddress() {
        return vtables + FIELDS;
    }

    long readerAddress() {
        return vtables + READER;
    }

    long writerAddress() {
        return vtables + WRITER;
    }

    long tablesAddress() {
        return vtables + TABLES;
    }

    /** Copies the old reader's functions. */
    void writeReader(long to) {
        ProcessMemory.ALL
                .asSlice(to, OLD_READER_SIZE)
                .copyFrom(ProcessMemory.ALL.asSlice(readerAddress(), OLD_READER_SIZE));
    }

    /** Copies the writer's functions. */
    void writeWriter(long to) {
        ProcessMemory.ALL.asSlice(to, WRITER_SIZE).copyFrom(ProcessMemory.ALL.asSlice(writerAddress(), WRITER_SIZE));
    }

    /** Copies the functions of fields. */
    void writeFields(long to) {
        ProcessMemory.ALL.asSlice(to, FIELDS_SIZE).copyFrom(ProcessMemory.ALL.asSlice(fieldsAddress(), FIELDS_SIZE));
    }

    /** Gives a table a pointer; one that stood for a table of an instance that has ended is given again. */
    synchronized long pointer(TableHandle handle) {
        TableHandle[] now = handles;
        Integer free = left.poll();
        int index = free == null ? used++ : free;
        if (index == now.length) {
            now = Arrays.copyOf(now, Math.max(16, index * 2));
        }
        now[index] = handle;
        handles = now;
        return (index + 1L) * STEP;
    }

    /** The instance that got a pointer has started. */
    synchronized void started(long pointer) {
        int index = (int) (pointer / STEP - 1);
        TableHandle[] now = handles.clone();
        if (now[index] instanceof StartingTable starting) {
            now[index] = starting.table();
        }
        handles = now;
    }

    /** An instance has ended: the pointers that it got stand for nothing. */
    synchronized void leave(List<Long> pointers) {
        TableHandle[] now = handles.clone();
        for (long pointer : pointers) {
            int index = (int) (pointer / STEP - 1);
            now[index] = TableHandle.NONE;
            left.add(index);
        }
        handles = now;
    }

    /** An instance ends: the pointers that others got of its tables stand for nothing. */
    synchronized void withdraw(Owner owner) {
        TableHandle[] now = handles.clone();
        for (int i = 0; i < now.length; i++) {
            if (now[i] instanceof ForeignTable foreign && foreign.isOf(owner)) {
                now[i] = TableHandle.NONE;
            }
        }
        handles = now;
    }

    private TableHandle table(long pointer) {
        TableHandle[] now = handles;
        long index = pointer / STEP - 1;
        return pointer % STEP == 0 && index >= 0 && index < now.length && now[(int) index] != null
                ? now[(int) index]
                : TableHandle.NONE;
    }

    long listFields(long table, long count) {
        return table(table).listFields(count);
    }

    long getField(long table, long name, long type) {
        return table(table).field(text(name), (int) type);
    }

    long addField(long table, long name, long type) {
        return table(table).addField(text(name), (int) type);
    }

    private static String text(long address) {
        return ProcessMemory.text(address, PluginCalls.LONGEST_TEXT);
    }

    long name(long table) {
        return table(table).name();
    }

    long size(long table) {
        return table(table).size();
    }

    long entry(long table, long key) {
        return table(table).entry(key);
    }

    long read(long table, long entry, long field, long out) {
        return table(table).read(entry, field, out);
    }

    long release(long table, long entry) {
        table(table).release(entry);
        return 0;
    }

    long iterate(long table, long function, long state) {
        return table(table).iterate(function, state) ? 1 : 0;
    }

    long clear(long table) {
        return table(table).clear();
    }

    long erase(long table, long key) {
        return table(table).erase(key);
    }

    long create(long table) {
        return table(table).create();
    }

    long destroy(long table, long entry) {
        table(table).destroy(entry);
        return 0;
    }

    long add(long table, long key, long entry) {
        return table(table).add(key, entry);
    }

    long write(long table, long entry, long field, long in) {
        return table(table).write(entry, field, in);
    }

    long listTables(long owner, long count) {
        return host.owner(owner).map(known -> known.tables().list(count)).orElse(0L);
    }

    long getTable(long owner, long name, long keyType) {
        return host.owner(owner)
                .map(known -> known.tables().get(text(name), (int) keyType))
                .orElse(0L);
    }

    long addTable(long owner, long input) {
        return host.owner(owner).map(known -> (long) known.tables().add(input)).orElse((long) FAILURE);
    }
}
