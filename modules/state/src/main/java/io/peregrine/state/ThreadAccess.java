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

/** The listed fields of threads, with what reads and writes them. Names, types and order are those of {@code threadinfo.cpp} of libs 0.25.2. */
final class ThreadAccess {
    static final String KIND = "thread";

    private static final List<Field> FIELDS = new ThreadFieldList().fields();

    private ThreadAccess() {}

    /** Reads a number. */
    @FunctionalInterface
    interface NumberReader {
        long read(ThreadEntry thread);
    }

    /** Writes a number. */
    @FunctionalInterface
    interface NumberWriter {
        void write(ThreadEntry thread, long value);
    }

    /** Reads a text. */
    @FunctionalInterface
    interface TextReader {
        ByteString read(ThreadEntry thread);
    }

    /** Writes a text. */
    @FunctionalInterface
    interface TextWriter {
        void write(ThreadEntry thread, ByteString value);
    }

    /** Opens a table. */
    @FunctionalInterface
    interface TableReader {
        Table open(ThreadEntry thread) throws TableException;
    }

    /** A field with its access. */
    sealed interface Field {
        String name();

        ValueType type();

        /** A number. */
        record Number(String name, ValueType type, NumberReader reader, NumberWriter writer) implements Field {}

        /** A text. */
        record Text(String name, TextReader reader, TextWriter writer, boolean readOnly) implements Field {
            @Override
            public ValueType type() {
                return ValueType.STRING;
            }
        }

        /** A table. */
        record Sub(String name, TableReader reader) implements Field {
            @Override
            public ValueType type() {
                return ValueType.TABLE;
            }
        }
    }

    /** The fields of threads, none added. */
    static AddedFields ofThreads() {
        List<TableField> listed = new ArrayList<>();
        for (Field field : FIELDS) {
            boolean readOnly = field instanceof Field.Sub || field instanceof Field.Text text && text.readOnly();
            listed.add(new TableField(KIND, field.name(), field.type(), readOnly, false, listed.size()));
        }
        return new AddedFields(KIND, listed, false);
    }

    static long number(ThreadEntry thread, TableField field) {
        return FIELDS.get(field.index()) instanceof Field.Number number
                ? number.reader().read(thread)
                : 0;
    }

    static ByteString text(ThreadEntry thread, TableField field) {
        return FIELDS.get(field.index()) instanceof Field.Text text
                ? text.reader().read(thread)
                : ByteString.EMPTY;
    }

    static Table table(ThreadEntry thread, TableField field) throws TableException {
        if (!field.added() && FIELDS.get(field.index()) instanceof Field.Sub sub) {
            return sub.reader().open(thread);
        }
        throw new TableException("the field " + field.name() + " is no table");
    }

    static void setNumber(ThreadEntry thread, TableField field, long value) throws TableException {
        if (!(FIELDS.get(field.index()) instanceof Field.Number number)) {
            throw TableEntry.readOnly(field);
        }
        number.writer().write(thread, field.type().cut(value));
    }

    static void setText(ThreadEntry thread, TableField field, ByteString value) throws TableException {
        if (!(FIELDS.get(field.index()) instanceof Field.Text text) || text.readOnly()) {
            throw TableEntry.readOnly(field);
        }
        text.writer().write(thread, value);
    }
}
