package io.peregrine.schema.listing;

import io.peregrine.schema.EventCategory;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventFlag;
import io.peregrine.schema.EventSourceKind;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.FlagSet;
import io.peregrine.schema.ParamDescriptor;
import io.peregrine.schema.SyscallDescriptor;
import io.peregrine.schema.SyscallTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The list of event types with their parameters that {@code --list-events} prints. */
public final class EventList {
    private static final String UNKNOWN_CALL = "unknown";

    private final Predicate<EventDescriptor> selected;

    /** A list that says of each event whether it is selected when rules ask for nothing particular. */
    public EventList(Predicate<EventDescriptor> selected) {
        this.selected = selected;
    }

    /** One event of the list; a call without an event of its own is the generic event under its own name. */
    private record Entry(String name, EventDescriptor event) {
        char direction() {
            return event.isEnter() ? '>' : '<';
        }
    }

    /** The list in a form, ending in a line end. */
    public String render(ListFormat format) {
        String heading = "The events below are valid for Falco *Schema Version*: " + EventTable.SCHEMA_VERSION + "\n";
        return switch (format) {
            case TEXT -> heading + text();
            case MARKDOWN -> heading + markdown();
            case JSON -> JsonTree.of(json()) + "\n";
        };
    }

    private static Map<String, List<Entry>> categories() {
        Map<String, List<Entry>> categories = new LinkedHashMap<>();
        List<Entry> calls = entries(EventSourceKind.SYSCALL);
        calls.addAll(generic());
        categories.put("Syscall events", calls);
        categories.put("Tracepoint events", entries(EventSourceKind.TRACEPOINT));
        categories.put("Plugin events", entries(EventSourceKind.PLUGIN));
        categories.put("Metaevents", entries(EventSourceKind.METAEVENT));
        return categories;
    }

    private static List<Entry> entries(EventSourceKind source) {
        return EventTable.all().stream()
                .filter(event -> event.source() == source && isListed(event))
                .map(event -> new Entry(event.name(), event))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static boolean isListed(EventDescriptor event) {
        boolean generic = event.code() == EventCodes.GENERIC_E || event.code() == EventCodes.GENERIC_X;
        return !generic
                && !event.has(EventFlag.OLD_VERSION)
                && !event.has(EventFlag.UNUSED)
                && event.category() != EventCategory.UNKNOWN;
    }

    private static List<Entry> generic() {
        List<Entry> entries = new ArrayList<>();
        for (SyscallDescriptor call : SyscallTable.all()) {
            if (call.isGeneric() && !call.name().equals(UNKNOWN_CALL)) {
                entries.add(new Entry(call.name(), EventTable.byCode(EventCodes.GENERIC_E)));
                entries.add(new Entry(call.name(), EventTable.byCode(EventCodes.GENERIC_X)));
            }
        }
        return entries;
    }

    private static String text() {
        StringBuilder out = new StringBuilder();
        categories().forEach((category, entries) -> {
            out.append("## ").append(category).append("\n\n");
            for (Entry entry : entries) {
                out.append(entry.direction()).append(' ').append(entry.name()).append('(');
                out.append(params(entry, "")).append(")\n");
            }
            out.append('\n');
        });
        return out.toString();
    }

    private String markdown() {
        StringBuilder out = new StringBuilder();
        categories().forEach((category, entries) -> {
            out.append("## ").append(category).append("\n\n");
            out.append("Default | Dir | Name | Params \n:-------|:----|:-----|:-----\n");
            for (Entry entry : entries) {
                out.append(selected.test(entry.event()) ? "Yes" : "No").append(" | `");
                out.append(entry.direction())
                        .append("` | `")
                        .append(entry.name())
                        .append("` | ");
                out.append(params(entry, "*")).append('\n');
            }
            out.append('\n');
        });
        return out.toString();
    }

    private static String params(Entry entry, String mark) {
        return entry.event().params().stream().map(param -> param(param, mark)).collect(Collectors.joining(", "));
    }

    private static String param(ParamDescriptor param, String mark) {
        String named = param.type().label() + " **" + param.name() + "**";
        if (!hasNames(param)) {
            return named;
        }
        return flags(param).stream()
                .map(flag -> mark + flag + mark)
                .collect(Collectors.joining(", ", named + ": ", ""));
    }

    private static boolean hasNames(ParamDescriptor param) {
        return (param.type().isFlags() || param.type().isEnumFlags())
                && param.flagSet().isPresent();
    }

    private static List<String> flags(ParamDescriptor param) {
        return param.flagSet().stream()
                .flatMap(set -> set.entries().stream())
                .map(FlagSet.Entry::name)
                .toList();
    }

    private Map<String, Object> json() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("schema_version", EventTable.SCHEMA_VERSION);
        categories()
                .forEach((category, entries) ->
                        root.put(category, entries.stream().map(this::json).toList()));
        return root;
    }

    private Map<String, Object> json(Entry entry) {
        return Map.of(
                "name", entry.name(),
                "dir", String.valueOf(entry.direction()),
                "available", selected.test(entry.event()),
                "params", entry.event().params().stream().map(EventList::json).toList());
    }

    private static Map<String, Object> json(ParamDescriptor param) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", param.type().label());
        object.put("name", param.name());
        if (hasNames(param)) {
            object.put("flags", flags(param));
        }
        return object;
    }
}
