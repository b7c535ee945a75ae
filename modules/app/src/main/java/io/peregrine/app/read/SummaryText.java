package io.peregrine.app.read;

import io.peregrine.alert.FieldValue;
import io.peregrine.alert.JsonText;
import io.peregrine.app.read.CaptureSummary.ProcessNode;
import io.peregrine.app.read.CaptureSummary.Usage;
import io.peregrine.app.terminal.Style;
import io.peregrine.event.ByteString;
import io.peregrine.event.render.PlainText;
import io.peregrine.event.render.TextBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/** A summary as people read it, or as a JSON object. */
public final class SummaryText {
    private static final int MOST = 20;
    private static final int MOST_JSON = 1000;
    private static final int WIDEST_COMMAND = 120;
    private static final int DEEPEST = 30;

    private SummaryText() {}

    /** The summary as text of several lines. */
    public static String text(CaptureSummary summary, Style style) {
        StringBuilder out = new StringBuilder();
        Duration length = Duration.ofNanos(summary.last() - summary.first());
        out.append("Machine      ").append(printable(summary.machine().hostname()));
        out.append(", ").append(summary.machine().cpus()).append(" processors\n");
        out.append("Events       ").append(summary.events()).append('\n');
        if (summary.events() > 0) {
            out.append("First        ").append(time(summary.first())).append('\n');
            out.append("Last         ").append(time(summary.last())).append('\n');
            out.append("Duration     ").append("%d.%03d s".formatted(length.toSeconds(), length.toMillisPart()));
            out.append('\n');
        }
        summary.damage()
                .ifPresent(
                        sentence -> out.append("Damage       ").append(sentence).append('\n'));
        out.append('\n').append(style.heading("Processes (events)")).append('\n');
        for (ProcessTree.Row row : ProcessTree.rows(summary.processes())) {
            appendProcess(out, row);
        }
        out.append('\n').append(style.heading("Events by type")).append('\n');
        summary.kinds().forEach(kind -> out.append("%12d  %s%n".formatted(kind.getValue(), kind.getKey())));
        appendUsage(out, style.heading("Files most used"), summary.topFiles(MOST));
        appendUsage(out, style.heading("Connections most used"), summary.topConnections(MOST));
        return out.toString();
    }

    private static void appendProcess(StringBuilder out, ProcessTree.Row row) {
        String command = printable(row.process().commandLine());
        out.append("  ".repeat(1 + Math.min(row.depth(), DEEPEST)))
                .append(row.process().pid())
                .append(' ');
        out.append(command, 0, Math.min(command.length(), WIDEST_COMMAND));
        out.append(" (").append(row.process().events()).append(")\n");
    }

    private static void appendUsage(StringBuilder out, String title, List<Map.Entry<ByteString, Usage>> entries) {
        if (entries.isEmpty()) {
            return;
        }
        out.append("\n%s%n%12s %14s %14s%n".formatted(title, "events", "bytes read", "bytes written"));
        for (Map.Entry<ByteString, Usage> entry : entries) {
            Usage usage = entry.getValue();
            out.append("%12d %14d %14d  ".formatted(usage.events(), usage.readBytes(), usage.writtenBytes()));
            out.append(printable(entry.getKey())).append('\n');
        }
    }

    /** The summary as one JSON object in a line. */
    public static String json(CaptureSummary summary) {
        Map<String, FieldValue> members = new LinkedHashMap<>();
        members.put("hostname", new FieldValue.Text(printable(summary.machine().hostname())));
        members.put("cpus", new FieldValue.Signed(summary.machine().cpus()));
        members.put("events", new FieldValue.Signed(summary.events()));
        members.put("first_time", new FieldValue.Signed(summary.first()));
        members.put("last_time", new FieldValue.Signed(summary.last()));
        summary.damage().ifPresent(sentence -> members.put("damage", new FieldValue.Text(sentence)));
        return JsonText.write(json -> {
            json.writeStartObject();
            members.forEach((name, value) -> {
                json.writeName(name);
                JsonText.writeValue(json, value);
            });
            write(json, "processes", summary.processes().values().stream().map(SummaryText::members));
            json.writeObjectPropertyStart("types");
            summary.kinds().forEach(kind -> json.writeNumberProperty(kind.getKey(), kind.getValue()));
            json.writeEndObject();
            write(json, "files", summary.topFiles(MOST_JSON).stream().map(SummaryText::members));
            write(
                    json,
                    "connections",
                    summary.topConnections(MOST_JSON).stream().map(SummaryText::members));
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, String name, Stream<Map<String, FieldValue>> objects) {
        json.writeArrayPropertyStart(name);
        objects.forEach(object -> JsonText.writeObject(json, object));
        json.writeEndArray();
    }

    private static Map<String, FieldValue> members(ProcessNode node) {
        Map<String, FieldValue> members = new LinkedHashMap<>();
        members.put("pid", new FieldValue.Signed(node.pid()));
        members.put("ppid", new FieldValue.Signed(node.parent()));
        members.put("cmdline", new FieldValue.Text(printable(node.commandLine())));
        members.put("events", new FieldValue.Signed(node.events()));
        return members;
    }

    private static Map<String, FieldValue> members(Map.Entry<ByteString, Usage> entry) {
        Map<String, FieldValue> members = new LinkedHashMap<>();
        members.put("name", new FieldValue.Text(printable(entry.getKey())));
        members.put("events", new FieldValue.Signed(entry.getValue().events()));
        members.put("read_bytes", new FieldValue.Signed(entry.getValue().readBytes()));
        members.put("written_bytes", new FieldValue.Signed(entry.getValue().writtenBytes()));
        return members;
    }

    private static String time(long nanos) {
        return Instant.ofEpochSecond(nanos / 1_000_000_000L, nanos % 1_000_000_000L)
                .toString();
    }

    /** Kernel text as outputs print it. */
    private static String printable(ByteString text) {
        TextBuffer out = new TextBuffer();
        PlainText.append(out, text.array(), 0, text.length());
        return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
    }
}
