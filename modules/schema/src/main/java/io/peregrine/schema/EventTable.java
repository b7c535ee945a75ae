package io.peregrine.schema;

import java.util.List;
import java.util.Optional;

/** All event codes of the schema version {@link #SCHEMA_VERSION}, indexed by code. */
public final class EventTable {
    /** The version of the event schema (driver/SCHEMA_VERSION of libs 0.25.2). */
    public static final String SCHEMA_VERSION = "4.5.1";

    private static final List<EventDescriptor> EVENTS = load();
    /** The same as an array: the table is asked several times for each event. */
    private static final EventDescriptor[] BY_CODE = EVENTS.toArray(EventDescriptor[]::new);

    private EventTable() {}

    /** Every event code in order. */
    public static List<EventDescriptor> all() {
        return EVENTS;
    }

    /** The number of event codes; every valid code is below it. */
    public static int size() {
        return EVENTS.size();
    }

    /**
     * The descriptor of a code.
     *
     * @throws IndexOutOfBoundsException for a code outside 0 to {@link #size()} - 1
     */
    public static EventDescriptor byCode(int code) {
        return BY_CODE[code];
    }

    private static List<EventDescriptor> load() {
        EventRows rows = new EventData();
        rows.fill();
        return List.copyOf(rows.events());
    }

    /** The event code whose constant is this, empty when there is none. */
    public static Optional<EventDescriptor> byConstant(String constant) {
        return EVENTS.stream()
                .filter(event -> event.constant().equals(constant))
                .findFirst();
    }
}
