package io.peregrine.plugin.host;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.event.SourceName;
import io.peregrine.pipeline.InjectionQueue;
import io.peregrine.plugin.AsyncEvents;
import io.peregrine.plugin.AsyncSink;
import io.peregrine.plugin.PluginLogLevel;
import io.peregrine.schema.EventCodes;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where an instance sends asynchronous events: what may not come is refused in Falco's words, the rest goes into the queue of the stream. For any thread. */
final class InstanceSink implements AsyncSink {
    private static final ValueLayout.OfInt ID = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int NAME = 1;
    private static final int LONGEST_SHOWN_NAME = 256;

    private final String plugin;
    private final Set<ByteString> names;
    private final boolean compatible;
    private final SourceName source;
    private final InjectionQueue queue;
    private final PluginLog log;

    InstanceSink(PluginInstance instance, SourceName source, InjectionQueue queue, PluginLog log) {
        this.plugin = instance.registered().name();
        this.names = instance.plugin().as(AsyncEvents.class).orElseThrow().asyncEvents().stream()
                .map(ByteString::of)
                .collect(Collectors.toSet());
        this.compatible = RegisteredPlugin.accepts(instance.registered().asyncSources(), source);
        this.source = source;
        this.queue = queue;
        this.log = log;
    }

    @Override
    public Answer send(String name, long timestamp, long tid, byte[] data) {
        EventView view = new EventView();
        new EventWriter()
                .begin(EventCodes.ASYNCEVENT_E, timestamp, tid, 3)
                .number(source.id(), 4)
                .text(ByteString.of(name))
                .bytes(data)
                .wrapIn(view, 0);
        return send(view);
    }

    @Override
    public Answer send(EventView event) {
        Optional<String> fault = fault(event);
        if (fault.isPresent()) {
            return new Answer.Refused(fault.get());
        }
        if (event.paramLength(0) >= 4) {
            event.segment().set(ID, event.paramOffset(0), (int) source.id());
        }
        switch (queue.put(event)) {
            case FULL -> log.log(PluginLogLevel.WARNING, "async event queue is full");
            case TOO_FAR_AHEAD -> log.log(PluginLogLevel.WARNING, "async event ts too far in future");
            case MALFORMED -> {
                return new Answer.Refused("malformed async event produced by plugin: " + plugin);
            }
            case TAKEN, CLOSED -> {}
        }
        return new Answer.Taken();
    }

    private Optional<String> fault(EventView event) {
        ByteString name = event.text(NAME);
        if (!names.contains(name)) {
            String shown = name.toString();
            return Optional.of("incompatible async event '"
                    + shown.substring(0, Math.min(shown.length(), LONGEST_SHOWN_NAME)) + "' produced by plugin: "
                    + plugin);
        }
        if (!compatible) {
            return Optional.of("async events of plugin '" + plugin + "' are not compatible with open event source '"
                    + source.name() + "'");
        }
        if (event.tid() != NO_THREAD && source.id() != 0) {
            return Optional.of("async events of plugin '" + plugin
                    + "' can have no thread associated with open event source '" + source.name() + "'");
        }
        return Optional.empty();
    }
}
