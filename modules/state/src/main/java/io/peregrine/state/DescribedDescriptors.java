package io.peregrine.state;

import io.peregrine.event.ByteString;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.table.AddedValues;
import io.peregrine.state.table.Table;
import io.peregrine.state.table.TableEntry;
import io.peregrine.state.table.TableException;
import io.peregrine.state.table.TableField;
import io.peregrine.state.table.ValueType;
import java.util.List;
import java.util.function.Predicate;

/** The descriptors of a thread's process as a described table: key the descriptor's number. A thread that is no leader shows its leader's. */
final class DescribedDescriptors implements Table {
    private final StateTables tables;
    private final DescriptorTable descriptors;

    private DescribedDescriptors(StateTables tables, DescriptorTable descriptors) {
        this.tables = tables;
        this.descriptors = descriptors;
    }

    /**
     * The descriptors that a thread uses.
     *
     * @throws TableException without words when the thread's leader is unknown
     */
    static Table of(ThreadEntry thread) throws TableException {
        DescriptorTable descriptors = thread.descriptors();
        if (descriptors.isAbsent() || thread.attachedTo().isEmpty()) {
            throw new TableException("");
        }
        return new DescribedDescriptors(thread.attachedTo().get(), descriptors);
    }

    @Override
    public String name() {
        return "file_descriptors";
    }

    @Override
    public ValueType keyType() {
        return ValueType.INT64;
    }

    @Override
    public long size() {
        return descriptors.size();
    }

    @Override
    public List<TableField> fields() {
        return tables.descriptorFields().all();
    }

    @Override
    public TableField field(String field, ValueType type) throws TableException {
        return tables.descriptorFields().find(field, type, name());
    }

    @Override
    public TableField addField(String field, ValueType type) throws TableException {
        return tables.descriptorFields().add(field, type);
    }

    @Override
    public TableEntry get(long key) throws TableException {
        if (!descriptors.contains(key)) {
            throw new TableException("get_entry found no element at given key");
        }
        return new Entry(key, descriptors.find(key));
    }

    @Override
    public TableEntry create() {
        return new Entry(Entry.NOT_ADDED, DescriptorFields.EMPTY);
    }

    @Override
    public TableEntry add(long key, TableEntry created) {
        Entry entry = (Entry) created;
        boolean stored = tables.store(descriptors, key, entry.now());
        if (stored) {
            descriptors.setAdded(key, entry.values);
        }
        return stored ? new Entry(key, entry.now()) : new Entry(Entry.NONE, DescriptorFields.EMPTY);
    }

    @Override
    public void erase(long key) throws TableException {
        if (!descriptors.contains(key)) {
            throw new TableException("table entry not found");
        }
        tables.remove(descriptors, key);
    }

    @Override
    public void clear() {
        tables.removeIf(descriptors, (number, descriptor) -> true);
    }

    @Override
    public boolean forEach(Predicate<TableEntry> visitor) {
        return !descriptors.any((number, descriptor) -> !visitor.test(new Entry(number, descriptor)));
    }

    /** A descriptor, in the table under its number, or made and not added. */
    private final class Entry implements TableEntry {
        static final long NOT_ADDED = -1;
        static final long NONE = -2;

        private final long number;
        private Descriptor last;
        private AddedValues values = new AddedValues();

        Entry(long number, Descriptor descriptor) {
            this.number = number;
            this.last = descriptor;
        }

        /** The descriptor as it is now; as it was when it has left the table. */
        Descriptor now() {
            if (number >= 0 && descriptors.contains(number)) {
                last = descriptors.find(number);
            }
            return last;
        }

        @Override
        public boolean isNone() {
            return number == NONE;
        }

        @Override
        public String kind() {
            return DescriptorFields.KIND;
        }

        private AddedValues added() {
            return number >= 0 ? descriptors.added(number) : values;
        }

        @Override
        public long number(TableField field) {
            if (field.added()) {
                return added().number(field.index());
            }
            return field.name().equals("fd") ? number : DescriptorFields.number(now(), field);
        }

        @Override
        public ByteString text(TableField field) {
            return field.added() ? added().text(field.index()) : DescriptorFields.text(now(), field);
        }

        @Override
        public Table table(TableField field) throws TableException {
            throw new TableException("the field " + field.name() + " is no table");
        }

        @Override
        public void setNumber(TableField field, long value) throws TableException {
            long cut = field.type().cut(value);
            if (field.added()) {
                AddedValues changed = added().copy();
                changed.setNumber(field.index(), cut);
                keep(changed);
            } else if (!field.name().equals("fd")) {
                put(DescriptorFields.withNumber(now(), field, cut));
            }
        }

        @Override
        public void setText(TableField field, ByteString value) throws TableException {
            if (field.added()) {
                AddedValues changed = added().copy();
                changed.setText(field.index(), value);
                keep(changed);
            } else {
                put(DescriptorFields.withText(now(), field, value));
            }
        }

        private void keep(AddedValues changed) {
            if (number >= 0) {
                descriptors.setAdded(number, changed);
            } else {
                values = changed;
            }
        }

        private void put(Descriptor descriptor) {
            last = descriptor;
            if (number >= 0 && descriptors.contains(number)) {
                tables.store(descriptors, number, descriptor);
            }
        }
    }
}
