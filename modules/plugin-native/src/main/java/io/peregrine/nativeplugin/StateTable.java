package io.peregrine.nativeplugin;

import io.peregrine.event.ByteString;
import io.peregrine.ffi.PointerCall;
import io.peregrine.ffi.ProcessMemory;
import io.peregrine.state.table.Table;
import io.peregrine.state.table.TableEntry;
import io.peregrine.state.table.TableException;
import io.peregrine.state.table.TableField;
import io.peregrine.state.table.ValueType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/** A described table, or one that hangs at an entry, as one plugin reaches it. Owned by the thread that calls the plugin. */
final class StateTable implements TableHandle {
    private final Owner owner;
    private final SourceTables source;
    private Table table;
    private MemorySegment listed = MemorySegment.NULL;

    StateTable(Owner owner, SourceTables source, Table table) {
        this.owner = owner;
        this.source = source;
        this.table = table;
    }

    /** Stands for another table from now on. */
    void become(Table other) {
        table = other;
    }

    private long failed(TableException e) {
        if (e.getMessage().isEmpty()) {
            owner.clearError();
        } else {
            owner.fail(e.getMessage());
        }
        return 0;
    }

    private int failure(TableException e) {
        failed(e);
        return TableFunctions.FAILURE;
    }

    @Override
    public long listFields(long count) {
        List<TableField> fields = table.fields();
        Arena room = Arena.ofAuto();
        listed = room.allocate(16L * Math.max(1, fields.size()), 8);
        for (int i = 0; i < fields.size(); i++) {
            long at = listed.address() + 16L * i;
            ProcessMemory.putLong(at, owner.keep(fields.get(i).name()));
            ProcessMemory.putInt(at + 8, fields.get(i).type().code());
            ProcessMemory.putInt(at + 12, fields.get(i).readOnly() ? 1 : 0);
        }
        ProcessMemory.putInt(count, fields.size());
        return listed.address();
    }

    @Override
    public long field(String name, int type) {
        try {
            return source.get(table, kind(), name, ValueType.of(type).orElseGet(() -> otherType(name)));
        } catch (TableException e) {
            return failed(e);
        }
    }

    /** A type that a field has not: a number that stands for no type fits no field. */
    private ValueType otherType(String name) {
        boolean table = this.table.fields().stream()
                .anyMatch(field -> field.name().equals(name) && field.type() == ValueType.TABLE);
        return table ? ValueType.INT64 : ValueType.TABLE;
    }

    private String kind() {
        List<TableField> fields = table.fields();
        return fields.isEmpty() ? table.name() : fields.getFirst().kind();
    }

    @Override
    public long addField(String name, int type) {
        try {
            // As in Falco a number that stands for no type makes a field too; it holds eight bytes.
            return source.pointer(table.addField(name, ValueType.of(type).orElse(ValueType.UINT64)));
        } catch (TableException e) {
            return failed(e);
        }
    }

    @Override
    public long name() {
        return owner.keep(table.name());
    }

    @Override
    public long size() {
        return table.size();
    }

    @Override
    public long entry(long key) {
        try {
            return owner.entries().hold(table.get(ProcessMemory.getLong(key)));
        } catch (TableException e) {
            return failed(e);
        }
    }

    @Override
    public int read(long entry, long field, long out) {
        ProcessMemory.putLong(out, 0);
        Optional<TableEntry> held = owner.entries().entry(entry);
        Optional<TableField> wanted = source.field(field);
        if (held.isEmpty() || wanted.isEmpty() || !fits(held.get(), wanted.get())) {
            return TableFunctions.FAILURE;
        }
        try {
            switch (wanted.get().type()) {
                case STRING ->
                    ProcessMemory.putLong(out, owner.texts().put(held.get().text(wanted.get())));
                case TABLE ->
                    ProcessMemory.putLong(out, owner.tables().sub(held.get().table(wanted.get())));
                default -> StateValue.put(out, wanted.get().type(), held.get().number(wanted.get()));
            }
            return TableFunctions.SUCCESS;
        } catch (TableException e) {
            return failure(e);
        }
    }

    private boolean fits(TableEntry entry, TableField field) {
        if (entry.kind().equals(field.kind())) {
            return true;
        }
        owner.fail("using dynamic field accessor on struct it was not created from: " + field.name());
        return false;
    }

    @Override
    public void release(long entry) {
        owner.entries().release(entry);
    }

    @Override
    public boolean iterate(long function, long state) {
        MemorySegment visitor = MemorySegment.ofAddress(function);
        return table.forEach(entry -> {
            long pointer = owner.entries().hold(entry);
            boolean more = (int) PointerCall.call(visitor, state, pointer) != 0;
            owner.entries().release(pointer);
            return more;
        });
    }

    @Override
    public int clear() {
        table.clear();
        return TableFunctions.SUCCESS;
    }

    @Override
    public int erase(long key) {
        try {
            table.erase(ProcessMemory.getLong(key));
            return TableFunctions.SUCCESS;
        } catch (TableException e) {
            return failure(e);
        }
    }

    @Override
    public long create() {
        return owner.entries().create(table.create());
    }

    @Override
    public void destroy(long entry) {
        if (owner.entries().isCreated(entry)) {
            owner.entries().forget(entry);
        } else {
            owner.fail("destroy_table_entry called on entry not created by create_table_entry");
        }
    }

    @Override
    public long add(long key, long entry) {
        HeldEntries entries = owner.entries();
        if (!entries.isCreated(entry)) {
            owner.fail("add_entry called on entry not created by create_table_entry");
            return 0;
        }
        try {
            TableEntry added =
                    table.add(ProcessMemory.getLong(key), entries.entry(entry).orElseThrow());
            if (added.isNone()) {
                entries.forget(entry);
                return 0;
            }
            return isList() ? entries.addedElsewhere(entry, added) : entries.added(entry, added);
        } catch (TableException e) {
            entries.forget(entry);
            return failed(e);
        }
    }

    /** Whether the keys are places of a list, whose entries get another pointer when they are added, as in Falco. */
    private boolean isList() {
        return table.keyType() == ValueType.UINT64;
    }

    @Override
    public int write(long entry, long field, long in) {
        Optional<TableEntry> held = owner.entries().entry(entry);
        Optional<TableField> wanted = source.field(field);
        if (held.isEmpty() || wanted.isEmpty() || !fits(held.get(), wanted.get())) {
            return TableFunctions.FAILURE;
        }
        try {
            if (wanted.get().type() == ValueType.STRING) {
                ByteString text = StateValue.text(in);
                held.get().setText(wanted.get(), text);
            } else {
                held.get()
                        .setNumber(
                                wanted.get(), StateValue.number(in, wanted.get().type()));
            }
            return TableFunctions.SUCCESS;
        } catch (TableException e) {
            return failure(e);
        }
    }
}
