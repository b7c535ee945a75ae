package io.peregrine.plugin.testing;

import io.peregrine.event.EventWriter;
import io.peregrine.event.SourceName;
import io.peregrine.fields.Slot;
import io.peregrine.fields.SlotList;
import io.peregrine.plugin.FieldExtraction;
import io.peregrine.plugin.FieldReader;
import io.peregrine.plugin.FieldRequest;
import io.peregrine.plugin.FieldType;
import io.peregrine.plugin.PluginEvent;
import io.peregrine.plugin.PluginField;
import io.peregrine.plugin.ValueOut;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks a plugin for fields of events that are nothing but a payload. Owned by one thread. */
public final class FieldTester {
    private static final int PARAMETERS = 2;

    private final FieldExtraction plugin;
    private final SourceName source;
    private final EventContext context = new EventContext(StateTables.forReplay(StateSettings.DEFAULT));
    private final EventWriter writer = new EventWriter();
    private long number;

    /** A tester of events that a source brought. */
    public FieldTester(FieldExtraction plugin, SourceName source) {
        this.plugin = plugin;
        this.source = source;
    }

    /** The next event has this payload. */
    public FieldTester payload(String text, long timestamp) {
        writer.begin(EventCodes.PLUGINEVENT_E, timestamp, -1, PARAMETERS)
                .number(source.id(), 4)
                .bytes(text.getBytes(StandardCharsets.UTF_8))
                .wrapIn(context.event(), 0);
        context.event().giveNumber(++number);
        return this;
    }

    /**
     * The values of a field, as text; none when the event does not have it.
     *
     * @param field the field as a rule writes it: with its argument in brackets, if it has one
     * @throws IllegalArgumentException when the plugin has no such field
     */
    public List<String> values(String field) {
        int bracket = field.indexOf('[');
        String name = bracket < 0 ? field : field.substring(0, bracket);
        PluginField found = plugin.fields().stream()
                .filter(known -> known.declaration().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The plugin has no field " + name + "."));
        FieldRequest request =
                bracket < 0 ? FieldRequest.NONE : request(found, field.substring(bracket + 1, field.length() - 1));
        FieldReader reader = found.binder().bind(request);
        PluginEvent event = new PluginEvent().show(context, source);
        List<String> values = new ArrayList<>();
        if (found.declaration().list()) {
            SlotList slots = new SlotList();
            if (reader.read(event, new ValueOut().into(slots))) {
                for (int i = 0; i < slots.size(); i++) {
                    values.add(text(slots.get(i), found.declaration().type()));
                }
            }
        } else {
            Slot slot = new Slot();
            if (reader.read(event, new ValueOut().into(slot))) {
                values.add(text(slot, found.declaration().type()));
            }
        }
        return values;
    }

    /**
     * All fields that the payload has a value of, a line each: {@code name = value}, the values of a list with {@code |} between, ends of lines as {@code \\n}.
     *
     * @param arguments fields with arguments, asked beside those that need none
     */
    public String report(List<String> arguments) {
        List<String> names = new ArrayList<>();
        for (PluginField field : plugin.fields()) {
            String name = field.declaration().name();
            if (!field.declaration().argument().required()) {
                names.add(name);
            }
            arguments.stream().filter(asked -> asked.startsWith(name + "[")).forEach(names::add);
        }
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            List<String> values = values(name);
            if (!values.isEmpty()) {
                text.append(name)
                        .append(" = ")
                        .append(String.join(" | ", values).replace("\n", "\\n"))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static FieldRequest request(PluginField field, String argument) {
        boolean index = field.declaration().argument().index() && argument.matches("0|[1-9][0-9]*");
        return new FieldRequest(
                field.declaration().argument().key() ? Optional.of(argument) : Optional.empty(),
                index ? OptionalLong.of(Long.parseLong(argument)) : OptionalLong.empty());
    }

    private static String text(Slot slot, FieldType type) {
        return type == FieldType.STRING
                ? new String(slot.bytes(), slot.offset(), slot.length(), StandardCharsets.UTF_8)
                : Long.toUnsignedString(slot.number());
    }
}
