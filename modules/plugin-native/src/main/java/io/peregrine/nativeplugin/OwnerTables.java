package io.peregrine.nativeplugin;

import io.peregrine.ffi.ProcessMemory;
import io.peregrine.plugin.PluginHost;
import io.peregrine.state.table.Table;
import io.peregrine.state.table.TableException;
import io.peregrine.state.table.ValueType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables that an instance has asked for, by name, and the pointers of those that hang at entries, which are used again after each call. */
final class OwnerTables {
    private static final String THREADS = "threads";

    private final Owner owner;
    private final Map<String, Long> pointers = new HashMap<>();
    private final List<StateTable> subs = new ArrayList<>();
    private final List<Long> subPointers = new ArrayList<>();
    private final Map<Long, Long> foreigns = new HashMap<>();
    private final List<Long> given = new ArrayList<>();
    private final Set<String> lenders = new LinkedHashSet<>();
    private boolean starting = true;
    private int usedSubs;
    private MemorySegment listed = MemorySegment.NULL;

    OwnerTables(Owner owner) {
        this.owner = owner;
    }

    private Optional<SourceTables> source() {
        return owner.host().map(PluginHost::tables).map(owner.functions()::tablesOf);
    }

    /** {@code list_tables}. */
    long list(long count) {
        List<String> names = new ArrayList<>(List.of(THREADS));
        List<Integer> types = new ArrayList<>(List.of(ValueType.INT64.code()));
        source().ifPresent(source -> source.tables().forEach(table -> {
            names.add(table.name());
            types.add(table.keyType().map(ValueType::code).orElse(0));
        }));
        listed = Arena.ofAuto().allocate(16L * names.size(), 8);
        for (int i = 0; i < names.size(); i++) {
            ProcessMemory.putLong(listed.address() + 16L * i, owner.keep(names.get(i)));
            ProcessMemory.putInt(listed.address() + 16L * i + 8, types.get(i));
        }
        ProcessMemory.putInt(count, names.size());
        return listed.address();
    }

    /** {@code get_table}: an unknown name leaves the last error alone; a table that was got is got again whatever the key. */
    long get(String name, int keyType) {
        Long known = pointers.get(name);
        if (known != null) {
            return known;
        }
        Optional<SourceTables> source = source();
        Optional<PluginTable> foreign = source.flatMap(tables -> tables.table(name));
        boolean threads = name.equals(THREADS) && source.isPresent();
        if (!threads && foreign.isEmpty()) {
            return 0;
        }
        Optional<ValueType> actual =
                threads ? Optional.of(ValueType.INT64) : foreign.get().keyType();
        Optional<ValueType> wanted = ValueType.of(keyType);
        if (wanted.isEmpty()) {
            owner.fail("can't convert plugin state type to typeinfo: " + Integer.toUnsignedString(keyType));
            return 0;
        }
        if (!wanted.equals(actual)) {
            owner.fail("table in registry accessed with wrong key type: table='" + name + "', requested='"
                    + wanted.get().word() + "', actual='"
                    + actual.map(ValueType::word).orElse("unknown") + "'");
            return 0;
        }
        if (actual.equals(Optional.of(ValueType.TABLE))) {
            owner.fail("unsupported libsinsp::state::table_accessor::set usage with table-type key");
            return 0;
        }
        TableHandle handle = threads
                ? new StateTable(
                        owner, source.get(), owner.host().orElseThrow().tables().threadTable())
                : new ForeignTable(owner, foreign.get(), true);
        foreign.ifPresent(table -> lenders.add(table.owner().name()));
        long pointer = pointer(handle);
        pointers.put(name, pointer);
        return pointer;
    }

    /** {@code add_table}. */
    int add(long input) {
        Optional<SourceTables> source = source();
        if (input == 0 || source.isEmpty()) {
            return TableFunctions.FAILURE;
        }
        try {
            PluginTable table = PluginTable.of(owner, input);
            if (table.name().equals(THREADS) || !source.get().add(table)) {
                throw new TableException("table added to registry multiple times: " + table.name());
            }
            return TableFunctions.SUCCESS;
        } catch (TableException e) {
            owner.fail(e.getMessage());
            return TableFunctions.FAILURE;
        }
    }

    /** The pointer of a table that hangs at an entry, good until the call has ended. */
    long sub(Table table) {
        if (usedSubs == subs.size()) {
            StateTable handle = new StateTable(owner, source().orElseThrow(), table);
            subs.add(handle);
            subPointers.add(pointer(handle));
        }
        subs.get(usedSubs).become(table);
        return subPointers.get(usedSubs++);
    }

    /** The pointer of a table in a field of a plugin's table. */
    long foreign(PluginTable table) {
        return foreigns.computeIfAbsent(table.table(), at -> pointer(new ForeignTable(owner, table, false)));
    }

    private long pointer(TableHandle handle) {
        TableFunctions functions = owner.functions().tables();
        long pointer = functions.pointer(
                starting ? new StartingTable(handle, owner.host().orElseThrow()) : handle);
        given.add(pointer);
        return pointer;
    }

    /** The instance has started: from now on it is called by the thread that owns the tables. */
    void started() {
        starting = false;
        given.forEach(owner.functions().tables()::started);
    }

    /** The names of the plugins whose tables it has got. */
    Set<String> lenders() {
        return Set.copyOf(lenders);
    }

    /** A call has ended. */
    void callEnded() {
        usedSubs = 0;
    }

    /** The instance ends: nobody reaches its tables any more. */
    void withdraw() {
        source().ifPresent(source -> source.leave(owner));
        owner.functions().tables().withdraw(owner);
    }

    /** The instance has ended: the pointers that it got stand for nothing. */
    void leave() {
        owner.functions().tables().leave(given);
    }
}
