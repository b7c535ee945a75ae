package io.peregrine.state;

import io.peregrine.event.ByteString;
import io.peregrine.state.table.AddedValues;
import io.peregrine.state.table.Table;
import io.peregrine.state.table.TableEntry;
import io.peregrine.state.table.TableException;
import io.peregrine.state.table.TableField;
import java.util.Optional;

/**
 * A thread as an entry of the described table {@code threads}: listed fields are read from the entry's records, added ones lie here. Nothing is allocated by
 * reading.
 */
abstract sealed class DescribedThread implements TableEntry permits ThreadEntry {
    private final AddedValues added = new AddedValues();
    private StateTables tables;

    private ThreadEntry entry() {
        return (ThreadEntry) this;
    }

    /** A value of the entry is another than it was. */
    abstract void changed();

    @Override
    public String kind() {
        return ThreadAccess.KIND;
    }

    @Override
    public long number(TableField field) {
        return field.added() ? added.number(ThreadSlots.slot(field)) : ThreadAccess.number(entry(), field);
    }

    @Override
    public ByteString text(TableField field) {
        return field.added() ? added.text(ThreadSlots.slot(field)) : ThreadAccess.text(entry(), field);
    }

    @Override
    public Table table(TableField field) throws TableException {
        return ThreadAccess.table(entry(), field);
    }

    @Override
    public void setNumber(TableField field, long value) throws TableException {
        if (field.added()) {
            setAddedNumber(ThreadSlots.slot(field), field.type().cut(value));
        } else {
            ThreadAccess.setNumber(entry(), field, value);
        }
    }

    @Override
    public void setText(TableField field, ByteString value) throws TableException {
        if (field.added()) {
            setSlot(ThreadSlots.slot(field), value);
        } else {
            ThreadAccess.setText(entry(), field, value);
        }
    }

    /** The text in a place of {@link ThreadSlots}, empty while it was never set. */
    public ByteString slot(int index) {
        return added.text(index);
    }

    /** Sets the text in a place of {@link ThreadSlots}. */
    public void setSlot(int index, ByteString value) {
        added.setText(index, value);
        changed();
    }

    /** The values of fields that were added at run time. */
    AddedValues added() {
        return added;
    }

    /** Sets a number in a place of {@link ThreadSlots}. */
    void setAddedNumber(int index, long value) {
        added.setNumber(index, value);
        changed();
    }

    /** The tables that the entry belongs to; empty for {@link #NONE} and for entries of tests. */
    Optional<StateTables> attachedTo() {
        return Optional.ofNullable(tables);
    }

    /** Says which tables the entry belongs to. */
    void attach(StateTables owner) {
        tables = owner;
    }

    /** Takes over the values and the tables of an entry that is not in the table. */
    void takeOverAdded(DescribedThread made) {
        added.takeOver(made.added);
        tables = made.tables;
    }
}
