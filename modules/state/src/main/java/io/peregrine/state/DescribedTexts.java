package io.peregrine.state;

import io.peregrine.event.ByteString;
import io.peregrine.state.table.AddedFields;
import io.peregrine.state.table.Table;
import io.peregrine.state.table.TableEntry;
import io.peregrine.state.table.TableException;
import io.peregrine.state.table.TableField;
import io.peregrine.state.table.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The arguments, the environment or the cgroups of a thread as a described table: key the place from 0. As in libs 0.25.2 an entry that is added at a place makes
 * the list end there; what lay between is filled with empty texts.
 */
final class DescribedTexts implements Table {
    private static final int MOST = 1 << 16;

    private final String name;
    private final boolean pairs;
    private final Supplier<StringBlock> reader;
    private final Consumer<StringBlock> writer;
    private final AddedFields fields;

    private DescribedTexts(String name, boolean pairs, Supplier<StringBlock> reader, Consumer<StringBlock> writer) {
        this.name = name;
        this.pairs = pairs;
        this.reader = reader;
        this.writer = writer;
        this.fields = pairs ? fields("pair", "first", "second") : fields("text", "value");
    }

    private static AddedFields fields(String kind, String... names) {
        List<TableField> listed = new ArrayList<>();
        for (String field : names) {
            listed.add(new TableField(kind, field, ValueType.STRING, false, false, listed.size()));
        }
        return new AddedFields(kind, listed, true);
    }

    static Table args(ThreadEntry thread) {
        return new DescribedTexts("args", false, () -> thread.program().args(), thread::setArguments);
    }

    static Table env(ThreadEntry thread) {
        return new DescribedTexts(
                "env",
                false,
                () -> thread.surroundings().env(),
                texts -> thread.setSurroundings(thread.surroundings().withEnv(texts)));
    }

    static Table cgroups(ThreadEntry thread) {
        return new DescribedTexts(
                "cgroups",
                true,
                thread::cgroups,
                texts -> thread.setSurroundings(thread.surroundings().withCgroups(texts)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ValueType keyType() {
        return ValueType.UINT64;
    }

    @Override
    public long size() {
        return reader.get().count();
    }

    @Override
    public List<TableField> fields() {
        return fields.all();
    }

    @Override
    public TableField field(String field, ValueType type) throws TableException {
        return fields.find(field, type, name);
    }

    @Override
    public TableField addField(String field, ValueType type) throws TableException {
        return fields.add(field, type);
    }

    @Override
    public TableEntry get(long key) throws TableException {
        if (key < 0 || key >= size()) {
            throw new TableException("get_entry found no element at given key");
        }
        return new Item((int) key);
    }

    @Override
    public TableEntry create() {
        return new Item(Item.NOT_ADDED);
    }

    @Override
    public TableEntry add(long key, TableEntry created) throws TableException {
        if (key < 0 || key >= MOST) {
            throw new TableException("the table " + name + " takes places from 0 to " + (MOST - 1));
        }
        List<ByteString> items = items();
        while (items.size() > key + 1) {
            items.removeLast();
        }
        while (items.size() < key + 1) {
            items.add(ByteString.EMPTY);
        }
        items.set((int) key, pairs ? ByteString.of("=") : ByteString.EMPTY);
        write(items);
        return new Item((int) key);
    }

    @Override
    public void erase(long key) throws TableException {
        List<ByteString> items = items();
        if (key < 0 || key >= items.size()) {
            throw new TableException("table entry not found");
        }
        items.remove((int) key);
        write(items);
    }

    @Override
    public void clear() {
        writer.accept(StringBlock.EMPTY);
    }

    @Override
    public boolean forEach(Predicate<TableEntry> visitor) {
        for (int i = 0; i < size(); i++) {
            if (!visitor.test(new Item(i))) {
                return false;
            }
        }
        return true;
    }

    private List<ByteString> items() {
        StringBlock block = reader.get();
        List<ByteString> items = new ArrayList<>(block.count());
        for (int i = 0; i < block.count(); i++) {
            items.add(block.get(i));
        }
        return items;
    }

    private void write(List<ByteString> items) {
        writer.accept(StringBlock.of(items));
    }

    /** One place of the list. */
    private final class Item implements TableEntry {
        static final int NOT_ADDED = -1;

        private final int place;

        Item(int place) {
            this.place = place;
        }

        @Override
        public boolean isNone() {
            return false;
        }

        @Override
        public String kind() {
            return pairs ? "pair" : "text";
        }

        @Override
        public long number(TableField field) {
            return 0;
        }

        private ByteString whole() {
            StringBlock block = reader.get();
            return place >= 0 && place < block.count() ? block.get(place) : ByteString.EMPTY;
        }

        @Override
        public ByteString text(TableField field) {
            ByteString whole = whole();
            if (!pairs) {
                return whole;
            }
            int equals = Math.max(0, whole.indexOf('=', 0));
            return field.index() == 0
                    ? whole.slice(0, equals)
                    : whole.slice(Math.min(equals + 1, whole.length()), whole.length());
        }

        @Override
        public Table table(TableField field) throws TableException {
            throw new TableException("the field " + field.name() + " is no table");
        }

        @Override
        public void setNumber(TableField field, long value) throws TableException {
            throw new TableException("the field " + field.name() + " is a text");
        }

        @Override
        public void setText(TableField field, ByteString value) throws TableException {
            List<ByteString> items = items();
            if (place < 0 || place >= items.size()) {
                throw new TableException("an entry of " + name + " is written once it was added");
            }
            ByteString other =
                    text(new TableField(field.kind(), "", ValueType.STRING, false, false, 1 - field.index()));
            ByteString sign = ByteString.of("=");
            items.set(
                    place,
                    !pairs
                            ? value
                            : field.index() == 0
                                    ? value.concat(sign).concat(other)
                                    : other.concat(sign).concat(value));
            write(items);
        }
    }
}
