package io.peregrine.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All system calls by portable id and by name. */
public final class SyscallTable {
    private static final SyscallTable TABLE = new SyscallTable();

    private final Map<Integer, SyscallDescriptor> byId = new HashMap<>();
    private final Map<String, SyscallDescriptor> byName = new HashMap<>();
    private final List<SyscallDescriptor> all;

    private SyscallTable() {
        SyscallRows rows = new SyscallData();
        rows.fill();
        all = List.copyOf(rows.calls());
        for (SyscallDescriptor call : all) {
            byId.put(call.id(), call);
            byName.put(call.name(), call);
        }
    }

    /** Every call in the order of ids. */
    public static List<SyscallDescriptor> all() {
        return TABLE.all;
    }

    /** The call with this portable id, empty when there is none. */
    public static Optional<SyscallDescriptor> byId(int id) {
        return Optional.ofNullable(TABLE.byId.get(id));
    }

    /** The call with this name, empty when there is none. */
    public static Optional<SyscallDescriptor> byName(String name) {
        return Optional.ofNullable(TABLE.byName.get(name));
    }
}
