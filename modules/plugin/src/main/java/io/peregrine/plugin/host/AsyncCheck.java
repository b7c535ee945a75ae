package io.peregrine.plugin.host;

import static io.peregrine.plugin.AsyncSink.NO_THREAD;

import io.peregrine.event.AsyncName;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.event.SourceName;
import io.peregrine.plugin.AsyncEvents;
import io.peregrine.schema.EventCodes;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which asynchronous events an instance may bring into the stream of a source; what may not come is refused in Falco's words. Immutable. */
final class AsyncCheck {
    private static final int LONGEST_SHOWN_NAME = 256;

    private final String plugin;
    private final Set<ByteString> names;
    private final boolean compatible;
    private final SourceName source;

    AsyncCheck(PluginInstance instance, SourceName source) {
        this.plugin = instance.registered().name();
        this.names = instance.plugin().as(AsyncEvents.class).orElseThrow().asyncEvents().stream()
                .map(ByteString::of)
                .collect(Collectors.toSet());
        this.compatible = RegisteredPlugin.accepts(instance.registered().asyncSources(), source);
        this.source = source;
    }

    /** The source of the stream. */
    SourceName source() {
        return source;
    }

    /** An event of these parts, of the source. */
    EventView event(String name, long timestamp, long tid, byte[] data) {
        EventView view = new EventView();
        new EventWriter()
                .begin(EventCodes.ASYNCEVENT_E, timestamp, tid, 3)
                .number(source.id(), 4)
                .text(ByteString.of(name))
                .bytes(data)
                .wrapIn(view, 0);
        return view;
    }

    /** Why an event may not stand in a capture. */
    Optional<String> nameFault(EventView event) {
        ByteString name = AsyncName.of(event);
        if (names.contains(name)) {
            return Optional.empty();
        }
        String shown = name.toString();
        return Optional.of("incompatible async event '"
                + shown.substring(0, Math.min(shown.length(), LONGEST_SHOWN_NAME)) + "' produced by plugin: " + plugin);
    }

    /** Why an event may not come. */
    Optional<String> fault(EventView event) {
        Optional<String> unknown = nameFault(event);
        if (unknown.isPresent()) {
            return unknown;
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

    /** The name of the plugin. */
    String plugin() {
        return plugin;
    }

    /** What is said of an event that is none. */
    String malformed() {
        return "malformed async event produced by plugin: " + plugin;
    }
}
