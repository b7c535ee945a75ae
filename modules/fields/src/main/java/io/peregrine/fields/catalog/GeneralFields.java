package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.Dependency.CONSTANT;

import io.peregrine.event.AsyncName;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldClass;
import io.peregrine.fields.Slot;
import io.peregrine.fields.param.ParamText;
import io.peregrine.fields.param.Params;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventSourceKind;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.EventContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The event fields that events of all sources have. */
public final class GeneralFields {
    private static final int ASYNC_NAME = 1;
    private static final ByteString[] NAMES =
            EventTable.all().stream().map(event -> ByteString.of(event.name())).toArray(ByteString[]::new);

    private GeneralFields() {}

    /**
     * The class {@code evt} of all sources.
     *
     * @param source the name of the event source that the catalog serves
     */
    public static FieldClass all(FieldSettings settings, PluginEventText plugin, String source) {
        List<Field> fields = new ArrayList<>();
        fields.add(field(
                        "evt.num",
                        "The number of the event: events are counted from 1, whether or not a rule looks at them.")
                .number(
                        ParamType.UINT64,
                        PrintFormat.ID,
                        (context, out) -> out.set(context.event().number())));
        fields.addAll(EventTimeFields.written(settings.zone()));
        fields.addAll(EventTimeFields.raw());
        fields.addAll(origin(plugin, ByteString.of(source), ByteString.of(settings.hostname())));
        return new FieldClass("evt", "All event types", "What every event has, whatever its source.", Set.of(), fields);
    }

    private static List<Field> origin(PluginEventText plugin, ByteString source, ByteString hostname) {
        return List.of(
                field("evt.pluginname", "The name of the plugin that made the event.")
                        .text(plugin::name),
                field("evt.plugininfo", "What the plugin that made the event says of it, in a line.")
                        .text(plugin::describe),
                field("evt.source", "The name of the event's source, such as syscall.")
                        .on(CONSTANT)
                        .text((context, out) -> out.set(source)),
                field(
                                "evt.is_async",
                                "Whether the event was injected, by a plugin for instance, instead of read from the source.")
                        .flag((context, out) -> out.set(isInjected(context.event()))),
                field("evt.asynctype", "The name of an injected event.").text(GeneralFields::injectedName),
                field("evt.hostname", "The name of the machine, which the environment variable FALCO_HOSTNAME may set.")
                        .on(CONSTANT)
                        .text((context, out) -> out.set(hostname)));
    }

    private static boolean isInjected(EventView event) {
        return event.descriptor().source() == EventSourceKind.METAEVENT;
    }

    private static boolean injectedName(EventContext context, Slot out) {
        return isInjected(context.event()) && name(context, out);
    }

    /** The name of an event's type, for an event that carries its own name that one. */
    static boolean name(EventContext context, Slot out) {
        EventView event = context.event();
        if (event.code() != EventCodes.ASYNCEVENT_E) {
            return out.set(NAMES[event.code()]);
        }
        if (Params.isMissingText(event, ASYNC_NAME)) {
            return out.set(ParamText.MISSING);
        }
        out.startText().append(event.array(), AsyncName.offset(event), AsyncName.length(event));
        return out.setText();
    }
}
