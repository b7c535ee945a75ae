package io.peregrine.schema;

import java.util.List;

/**
 * A system call, or a tracepoint that is selected like one, under its portable id.
 *
 * @param id the portable id, the same on every architecture
 * @param name its name in rules
 * @param x86Number the number on x86-64, -1 for none
 * @param armNumber the number on 64-bit ARM, -1 for none
 * @param events the event codes that stand for it
 * @param always whether Falco selects it whatever rules ask for
 */
public record SyscallDescriptor(
        int id, String name, int x86Number, int armNumber, List<EventDescriptor> events, boolean always) {
    public SyscallDescriptor {
        events = List.copyOf(events);
    }

    /** Whether the call has no event of its own and travels as the generic event with its id. */
    public boolean isGeneric() {
        return events.stream().anyMatch(event -> event.code() == EventCodes.GENERIC_X);
    }
}
