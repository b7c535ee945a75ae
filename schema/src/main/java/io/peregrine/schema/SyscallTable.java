package io.peregrine.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All system calls by portable id and by name. */
public final class SyscallTable {
    private static final SyscallTable TABLE = new SyscallTable();

    private final Map<Integer, SyscallDescriptor> byId = new HashMap<>();
    private final Map<String, SyscallDescriptor> byName = new HashMap<>();
    private final List<SyscallDescriptor> all = new ArrayList<>();

    private SyscallTable() {
        Map<String, EventDescriptor> events = new HashMap<>();
        EventTable.all().forEach(event -> events.put(event.constant(), event));
        for (String[] row : Table.read("syscalls.tsv")) {
            List<EventDescriptor> codes = new ArrayList<>();
            if (!row[4].equals("-")) {
                for (String constant : row[4].split("\\|")) {
                    codes.add(events.get(constant));
                }
            }
            SyscallDescriptor call = new SyscallDescriptor(
                    Integer.parseInt(row[0]),
                    row[1],
                    Integer.parseInt(row[2]),
                    Integer.parseInt(row[3]),
                    codes,
                    row[5].equals("always"));
            all.add(call);
            byId.put(call.id(), call);
            byName.put(call.name(), call);
        }
    }

    /** Every call in the order of ids. */
    public static List<SyscallDescriptor> all() {
        return List.copyOf(TABLE.all);
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
