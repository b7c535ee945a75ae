package io.peregrine.state;

import io.peregrine.state.table.Table;
import io.peregrine.state.table.TableEntry;
import io.peregrine.state.table.TableException;
import io.peregrine.state.table.TableField;
import io.peregrine.state.table.ValueType;
import java.util.List;
import java.util.function.Predicate;

/**
 * The threads as a described table: key tid. A thread that is added builds its group and its relations from the numbers that it has then; one that is erased is
 * removed as if its end had been seen.
 */
final class DescribedThreads implements Table {
    private final StateTables tables;

    DescribedThreads(StateTables tables) {
        this.tables = tables;
    }

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public ValueType keyType() {
        return ValueType.INT64;
    }

    @Override
    public long size() {
        return tables.threads().size();
    }

    @Override
    public List<TableField> fields() {
        return tables.threads().slots().fields().all();
    }

    @Override
    public TableField field(String name, ValueType type) throws TableException {
        return tables.threads().slots().fields().find(name, type, name());
    }

    @Override
    public TableField addField(String name, ValueType type) throws TableException {
        return tables.threads().slots().fields().add(name, type);
    }

    @Override
    public TableEntry get(long key) throws TableException {
        ThreadEntry thread = tables.threads().find(key);
        if (thread.isNone()) {
            throw new TableException("get_entry found no element at given key");
        }
        return thread;
    }

    @Override
    public TableEntry create() {
        ThreadEntry thread = tables.threads().newEntry(0);
        thread.attach(tables);
        return thread;
    }

    @Override
    public TableEntry add(long key, TableEntry created) {
        ThreadEntry thread = tables.threads().newEntry(key);
        thread.takeOver((ThreadEntry) created);
        tables.threads().replaced(key);
        return tables.threads().add(thread, true) ? thread : ThreadEntry.NONE;
    }

    @Override
    public void erase(long key) throws TableException {
        if (tables.threads().find(key).isNone()) {
            throw new TableException("table entry not found");
        }
        tables.threads().remove(key);
    }

    @Override
    public void clear() {
        tables.threads().clear();
    }

    @Override
    public boolean forEach(Predicate<TableEntry> visitor) {
        for (ThreadEntry thread : tables.threads().toArray()) {
            if (!visitor.test(thread)) {
                return false;
            }
        }
        return true;
    }
}
