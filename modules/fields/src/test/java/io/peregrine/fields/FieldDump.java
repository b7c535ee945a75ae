package io.peregrine.fields;

import io.peregrine.capture.CaptureSource;
import io.peregrine.event.Compatibility;
import io.peregrine.event.EventSource;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.fields.catalog.HostNames;
import io.peregrine.filter.field.FieldResolver;
import io.peregrine.schema.ParamType;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.scan.SnapshotLoader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prints fields of every event of a capture, an object a line, as JSON outputs hold them. Fields are read twice, because an alert reads them
 * for its text and then for its JSON, and reading evt.abspath changes what others say.
 */
final class FieldDump {
    private final List<String> names = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private final ValueText texts = new ValueText(BufferFormat.BASE64);
    private final Slot slot = new Slot();
    private final SlotList slots = new SlotList();
    private final TextBuffer text = new TextBuffer();

    FieldDump(List<String> fields) {
        FieldSettings settings = new FieldSettings(
                ZoneId.of("UTC"), BufferFormat.BASE64, HostNames.NONE, "conformance", Map.of(), Compatibility.RIGHT);
        Catalog catalog = BuiltinFields.syscall(settings);
        FieldResolver resolver = new FieldResolver(catalog);
        for (String field : fields) {
            int bracket = field.indexOf('[');
            String name = bracket < 0 ? field : field.substring(0, bracket);
            Optional<String> argument =
                    bracket < 0 ? Optional.empty() : Optional.of(field.substring(bracket + 1, field.length() - 1));
            switch (resolver.resolve(name, argument)) {
                case FieldResolver.Found(var reference) -> {
                    names.add(field);
                    values.add(catalog.bind(reference).json());
                }
                case FieldResolver.Refused(String message) -> throw new IllegalArgumentException(message);
            }
        }
    }

    /** Runs over a capture. */
    void run(Path capture, Writer out) throws Exception {
        StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
        EventContext context = new EventContext(tables);
        StateEngine engine = new StateEngine();
        try (CaptureSource source = CaptureSource.open(capture, new SnapshotLoader(tables))) {
            for (long number = 1; source.next(context.event()) == EventSource.Outcome.EVENT; number++) {
                context.event().giveNumber(number);
                engine.process(context);
                line(context, Writer.nullWriter());
                line(context, out);
            }
        }
    }

    private void line(EventContext context, Writer out) throws IOException {
        out.append('{');
        String separator = "";
        for (int i = 0; i < values.size(); i++) {
            String value = json(context, values.get(i));
            if (value != null) {
                out.append(separator)
                        .append('"')
                        .append(names.get(i))
                        .append("\":")
                        .append(value);
                separator = ",";
            }
        }
        out.append("}\n");
    }

    private String json(EventContext context, Value value) {
        return switch (value.extractor()) {
            case NumberExtractor number -> number.extract(context, slot) ? scalar(value, slot) : null;
            case BytesExtractor bytes -> bytes.extract(context, slot) ? scalar(value, slot) : null;
            case ListExtractor list -> list.extract(context, slots) && slots.size() > 0 ? array(value) : null;
            case AnyExtractor any -> throw new IllegalStateException("No output reads candidates.");
            case ComparingExtractor _, EventTypedExtractor _ -> throw new IllegalStateException("No output compares.");
        };
    }

    private String array(Value value) {
        StringBuilder all = new StringBuilder("[");
        for (int i = 0; i < slots.size(); i++) {
            all.append(i == 0 ? "" : ",").append(scalar(value, slots.get(i)));
        }
        return all.append(']').toString();
    }

    private String scalar(Value value, Slot from) {
        ParamType type = value.type() == ParamType.DYN ? from.type() : value.type();
        return switch (JsonType.of(type, value.type() == ParamType.DYN ? from.format() : value.format())) {
            case SIGNED ->
                Long.toString(type == ParamType.DOUBLE ? (long) Double.longBitsToDouble(from.number()) : from.number());
            case UNSIGNED -> Long.toUnsignedString(from.number());
            case REAL -> Double.toString(Double.longBitsToDouble(from.number()));
            case BOOL -> Boolean.toString(from.number() != 0);
            case TEXT -> {
                texts.append(text.clear(), value, from);
                yield quoted(text.copy().toString());
            }
        };
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /**
     * Prints to standard output.
     *
     * @param arguments the capture, then the fields
     */
    public static void main(String[] arguments) throws Exception {
        List<String> fields = List.of(arguments).subList(1, arguments.length);
        try (Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16)) {
            new FieldDump(fields).run(Path.of(arguments[0]), out);
        }
    }
}
