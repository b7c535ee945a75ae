package io.peregrine.nativeplugin;

import io.peregrine.ffi.PointerCall;
import io.peregrine.ffi.ProcessMemory;
import io.peregrine.state.table.TableException;
import io.peregrine.state.table.ValueType;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.Set;

/**
 * A plugin's table as one plugin reaches it: its owner's functions are called, and what the owner says of a failure is what the caller is told. Owned by the
 * thread that calls the plugin.
 */
final class ForeignTable implements TableHandle {
    private static final int LIST = 0;
    private static final int GET = 1;
    private static final int ADD_FIELD = 2;
    private static final int NAME = 3;
    private static final int SIZE = 4;
    private static final int ENTRY = 5;
    private static final int READ = 6;
    private static final int RELEASE = 7;
    private static final int ITERATE = 8;
    private static final int CLEAR = 9;
    private static final int ERASE = 10;
    private static final int CREATE = 11;
    private static final int DESTROY = 12;
    private static final int ADD = 13;
    private static final int WRITE = 14;

    private final Owner caller;
    private final PluginTable table;
    private final boolean telling;
    private final Set<Long> tableFields = new HashSet<>();

    /**
     * A table of another plugin.
     *
     * @param telling whether a failure is the caller's last error; one of a table that hangs at an entry is not, as in Falco
     */
    ForeignTable(Owner caller, PluginTable table, boolean telling) {
        this.telling = telling;
        this.caller = caller;
        this.table = table;
    }

    /** Whether it is a table of this instance. */
    boolean isOf(Owner owner) {
        return table.owner() == owner;
    }

    private MemorySegment function(int which) {
        return table.functions()[which];
    }

    /** The owner's answer; where it means a failure, the caller is told the owner's last error. */
    private long answer(long result, long failure) {
        if (telling && result == failure) {
            caller.fail(table.owner().ownText());
        }
        return result;
    }

    private int code(long result) {
        return (int) answer((int) result, TableFunctions.FAILURE);
    }

    @Override
    public long listFields(long count) {
        return answer(PointerCall.call(function(LIST), table.table(), count), 0);
    }

    @Override
    public long field(String name, int type) {
        return noteTable(PointerCall.call(function(GET), table.table(), caller.keep(name), type), type);
    }

    @Override
    public long addField(String name, int type) {
        return noteTable(PointerCall.call(function(ADD_FIELD), table.table(), caller.keep(name), type), type);
    }

    private long noteTable(long field, int type) {
        if (field != 0 && type == ValueType.TABLE.code()) {
            tableFields.add(field);
        }
        return answer(field, 0);
    }

    @Override
    public long name() {
        return answer(PointerCall.call(function(NAME), table.table()), 0);
    }

    @Override
    public long size() {
        return answer(PointerCall.call(function(SIZE), table.table()), -1);
    }

    @Override
    public long entry(long key) {
        return answer(PointerCall.call(function(ENTRY), table.table(), key), 0);
    }

    @Override
    public int read(long entry, long field, long out) {
        int result = code(PointerCall.call(function(READ), table.table(), entry, field, out));
        if (result == TableFunctions.SUCCESS && !tableFields.isEmpty() && tableFields.contains(field)) {
            return sub(out);
        }
        return result;
    }

    /** A table in a field is the owner's struct; the caller gets a pointer of ours for it. */
    private int sub(long out) {
        long input = ProcessMemory.getLong(out);
        if (input == 0) {
            return TableFunctions.SUCCESS;
        }
        try {
            ProcessMemory.putLong(out, caller.tables().foreign(PluginTable.of(table.owner(), input)));
            return TableFunctions.SUCCESS;
        } catch (TableException e) {
            caller.fail(e.getMessage());
            return TableFunctions.FAILURE;
        }
    }

    @Override
    public void release(long entry) {
        if (function(RELEASE).address() != 0) {
            PointerCall.call(function(RELEASE), table.table(), entry);
        }
    }

    @Override
    public boolean iterate(long function, long state) {
        return function(ITERATE).address() != 0
                && (int) PointerCall.call(function(ITERATE), table.table(), function, state) != 0;
    }

    @Override
    public int clear() {
        return code(PointerCall.call(function(CLEAR), table.table()));
    }

    @Override
    public int erase(long key) {
        return code(PointerCall.call(function(ERASE), table.table(), key));
    }

    @Override
    public long create() {
        return answer(PointerCall.call(function(CREATE), table.table()), 0);
    }

    @Override
    public void destroy(long entry) {
        PointerCall.call(function(DESTROY), table.table(), entry);
    }

    @Override
    public long add(long key, long entry) {
        return answer(PointerCall.call(function(ADD), table.table(), key, entry), 0);
    }

    @Override
    public int write(long entry, long field, long in) {
        return code(PointerCall.call(function(WRITE), table.table(), entry, field, in));
    }
}
