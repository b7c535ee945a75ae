package io.peregrine.schema;

import java.util.ArrayList;
import java.util.List;

/** Gathers the system calls that generated code adds. */
abstract class SyscallRows {
    private final List<SyscallDescriptor> calls = new ArrayList<>();

    /** Adds every call. */
    abstract void fill();

    final void add(int id, String name, int x86Number, int armNumber, boolean always, int... codes) {
        EventDescriptor[] events = new EventDescriptor[codes.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = EventTable.byCode(codes[i]);
        }
        calls.add(new SyscallDescriptor(id, name, x86Number, armNumber, List.of(events), always));
    }

    List<SyscallDescriptor> calls() {
        return calls;
    }
}
