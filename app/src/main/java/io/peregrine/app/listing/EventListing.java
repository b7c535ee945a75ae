package io.peregrine.app.listing;

import io.peregrine.alert.JsonText;
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

/**
 * The events that drivers send today, by kind, as {@code --list-events} prints them. A call without an event of its own stands there with its
 * own name and the parameters of the generic event.
 */
public final class EventListing {
    private final Predicate<EventDescriptor> byDefault;

    /** One line: an event under the name that it has. */
    private record Row(String name, EventDescriptor event) {}

    /** A listing that marks the events for which the predicate holds as watched without being asked for. */
    public EventListing(Predicate<EventDescriptor> byDefault) {
        this.byDefault = byDefault;
    }

    private static Map<String, List<Row>> sections() {
        Map<String, List<Row>> sections = new LinkedHashMap<>();
        for (String title : List.of("Syscall events", "Tracepoint events", "Plugin events", "Metaevents")) {
            sections.put(title, new ArrayList<>());
        }
        for (EventDescriptor event : EventTable.all()) {
            boolean generic = event.code() <= EventCodes.GENERIC_X;
            if (!generic && !event.has(EventFlag.OLD_VERSION) && !event.has(EventFlag.UNUSED)) {
                List<Row> section = sections.get(title(event.source()));
                if (section != null) {
                    section.add(new Row(event.name(), event));
                }
            }
        }
        EventDescriptor generic = EventTable.byCode(EventCodes.GENERIC_X);
        for (SyscallDescriptor call : SyscallTable.all()) {
            if (call.isGeneric()) {
                sections.get("Syscall events").add(new Row(call.name(), generic));
            }
        }
        return sections;
    }

    private static String title(EventSourceKind kind) {
        return switch (kind) {
            case SYSCALL -> "Syscall events";
            case TRACEPOINT -> "Tracepoint events";
            case PLUGIN -> "Plugin events";
            case METAEVENT -> "Metaevents";
            case ITER, UNKNOWN -> "";
        };
    }

    private static String heading() {
        return "The events below are valid for *Schema Version*: " + EventTable.SCHEMA_VERSION + "\n";
    }

    private static String direction(EventDescriptor event) {
        return event.isEnter() ? ">" : "<";
    }

    /** A line for each event. */
    public String text() {
        StringBuilder out = new StringBuilder(heading());
        sections().forEach((title, rows) -> {
            out.append("## ").append(title).append("\n\n");
            for (Row row : rows) {
                out.append(direction(row.event)).append(' ').append(row.name).append('(');
                appendParams(out, row.event, "");
                out.append(")\n");
            }
            out.append('\n');
        });
        return out.toString();
    }

    /** A Markdown table for each kind of event. */
    public String markdown() {
        StringBuilder out = new StringBuilder(heading());
        sections().forEach((title, rows) -> {
            out.append("## ").append(title);
            out.append("\n\nDefault | Dir | Name | Params \n:-------|:----|:-----|:-----\n");
            for (Row row : rows) {
                out.append(byDefault.test(row.event) ? "Yes" : "No").append(" | `").append(direction(row.event));
                out.append("` | `").append(row.name).append("` | ");
                appendParams(out, row.event, "*");
                out.append('\n');
            }
            out.append('\n');
        });
        return out.toString();
    }

    private static void appendParams(StringBuilder out, EventDescriptor event, String mark) {
        String separator = "";
        for (ParamDescriptor param : event.params()) {
            out.append(separator).append(param.type()).append(" **").append(param.name()).append("**");
            String before = ": ";
            for (FlagSet.Entry entry : param.flagSet().map(FlagSet::entries).orElse(List.of())) {
                out.append(before).append(mark).append(entry.name()).append(mark);
                before = ", ";
            }
            separator = ", ";
        }
    }

    /** An object with a list for each kind of event. */
    public String json() {
        StringBuilder out = new StringBuilder("{");
        String separator = "";
        for (Map.Entry<String, List<Row>> section : sections().entrySet()) {
            out.append(separator);
            JsonText.appendString(out, section.getKey());
            out.append(":[");
            String comma = "";
            for (Row row : section.getValue()) {
                out.append(comma).append("{\"available\":").append(byDefault.test(row.event)).append(",\"dir\":");
                JsonText.appendString(out, direction(row.event));
                out.append(",\"name\":");
                JsonText.appendString(out, row.name);
                out.append(",\"params\":[");
                appendJson(out, row.event.params());
                out.append("]}");
                comma = ",";
            }
            out.append(']');
            separator = ",";
        }
        return out.append('}').toString();
    }

    private static void appendJson(StringBuilder out, List<ParamDescriptor> params) {
        String separator = "";
        for (ParamDescriptor param : params) {
            out.append(separator).append("{\"name\":");
            JsonText.appendString(out, param.name());
            out.append(",\"type\":");
            JsonText.appendString(out, param.type().name());
            if (param.flagSet().isPresent()) {
                out.append(",\"flags\":[");
                String comma = "";
                for (FlagSet.Entry entry : param.flagSet().get().entries()) {
                    out.append(comma);
                    JsonText.appendString(out, entry.name());
                    comma = ",";
                }
                out.append(']');
            }
            out.append('}');
            separator = ",";
        }
    }
}
