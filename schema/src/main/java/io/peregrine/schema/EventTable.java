package io.peregrine.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All event codes of the schema version {@link #SCHEMA_VERSION}, indexed by code. */
public final class EventTable {
    /** The version of the event schema (driver/SCHEMA_VERSION of libs 0.25.2). */
    public static final String SCHEMA_VERSION = "4.5.1";

    private static final List<EventDescriptor> EVENTS = load();

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
        return EVENTS.get(code);
    }

    private static List<EventDescriptor> load() {
        List<EventDescriptor> events = new ArrayList<>();
        for (String[] row : Table.read("events.tsv")) {
            events.add(new EventDescriptor(
                    Integer.parseInt(row[0]),
                    row[1],
                    row[2],
                    EventSourceKind.valueOf(row[3]),
                    EventCategory.valueOf(row[4]),
                    flags(row[5]),
                    row.length > 6 ? params(row[6]) : List.of()));
        }
        return List.copyOf(events);
    }

    private static int flags(String column) {
        int flags = 0;
        if (!column.equals("-")) {
            for (String name : column.split("\\|")) {
                flags |= EventFlag.valueOf(name).bit();
            }
        }
        return flags;
    }

    private static List<ParamDescriptor> params(String column) {
        List<ParamDescriptor> params = new ArrayList<>();
        for (String text : column.split(" ")) {
            String[] part = text.split(":");
            ParamType type = ParamType.valueOf(part[1]);
            String detail = part.length > 3 ? part[3] : "";
            params.add(new ParamDescriptor(
                    part[0],
                    type,
                    PrintFormat.valueOf(part[2]),
                    FlagSets.byName(detail),
                    type == ParamType.FSRELPATH ? Integer.parseInt(detail) : -1,
                    type == ParamType.DYN ? variants(detail) : List.of()));
        }
        return params;
    }

    private static List<ParamDescriptor.Variant> variants(String set) {
        return Table.read("variants.tsv").stream()
                .filter(row -> row[0].equals(set))
                .map(row -> new ParamDescriptor.Variant(ParamType.valueOf(row[2]), PrintFormat.valueOf(row[3])))
                .toList();
    }

    /** The event code whose constant is this, empty when there is none. */
    public static Optional<EventDescriptor> byConstant(String constant) {
        return EVENTS.stream()
                .filter(event -> event.constant().equals(constant))
                .findFirst();
    }
}
