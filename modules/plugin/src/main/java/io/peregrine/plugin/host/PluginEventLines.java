package io.peregrine.plugin.host;

import io.peregrine.event.ByteString;
import io.peregrine.fields.Slot;
import io.peregrine.fields.catalog.PluginEventText;
import io.peregrine.plugin.EventSourcing;
import io.peregrine.plugin.PluginEvent;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.EventContext;
import java.util.Optional;

/** What plugins say of the events that they brought. Owned by the thread of the source. */
public final class PluginEventLines implements PluginEventText {
    private static final int SHOWN = 50;
    private static final int PAYLOAD = 1;

    private final PluginGroup group;
    private final SourceIds ids;
    private final PluginEvent event = new PluginEvent();

    PluginEventLines(PluginGroup group, SourceIds ids) {
        this.group = group;
        this.ids = ids;
    }

    private Optional<PluginInstance> instance(EventContext context) {
        return context.event().code() == EventCodes.PLUGINEVENT_E
                ? group.sourcing(context.event().sourceId())
                : Optional.empty();
    }

    @Override
    public boolean name(EventContext context, Slot out) {
        Optional<PluginInstance> instance = instance(context);
        return instance.isPresent()
                && out.set(ByteString.of(instance.get().registered().name()));
    }

    @Override
    public boolean describe(EventContext context, Slot out) {
        Optional<PluginInstance> instance = instance(context);
        int index = ids.index(context.event().sourceId());
        if (instance.isEmpty() || index < 0) {
            return false;
        }
        event.show(context, ids.name(index));
        Optional<String> line =
                instance.get().plugin().as(EventSourcing.class).flatMap(sourcing -> sourcing.describe(event));
        return out.set(ByteString.of(line.orElseGet(() -> usual(context))));
    }

    /** The length and the first bytes, as Falco has it for plugins that say nothing. */
    private static String usual(EventContext context) {
        int length = context.event().paramLength(PAYLOAD);
        byte[] first = new byte[Math.min(SHOWN, length)];
        context.event().copy(PAYLOAD, 0, first.length, first, 0);
        StringBuilder text = new StringBuilder("datalen=" + length + " data=");
        for (byte value : first) {
            if (value < ' ' || value > '~') {
                return "datalen=" + length + " data=<binary>";
            }
            text.append((char) value);
        }
        return length > SHOWN ? text + "..." : text.toString();
    }
}
