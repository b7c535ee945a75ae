package io.peregrine.filter.typed;

import io.peregrine.diagnostics.NameDistance;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.SyscallTable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The names that {@code evt.type} can have: those of the event table, of the system calls and of plugins' asynchronous events. */
final class EventNames {
    private final Set<String> names = new HashSet<>();

    EventNames(Set<String> asyncNames) {
        EventTable.all().forEach(event -> names.add(event.name()));
        SyscallTable.all().forEach(call -> names.add(call.name()));
        names.addAll(asyncNames);
        // Some of Falco's system calls have no name, so that it knows the empty one, which no event has.
        names.add("");
    }

    Optional<String> hint(String name) {
        return Optional.of(NameDistance.suggestion(name, names).orElse("peregrine --list-events names all events"));
    }

    void check(String name) throws ValueParser.InvalidValue {
        if (!names.contains(name)) {
            throw new ValueParser.InvalidValue("unknown event type " + name);
        }
    }
}
