package io.peregrine.plugin;

import io.peregrine.event.EventSource;
import io.peregrine.event.SourceName;
import java.util.Iterator;

/** Makes streams of events for {@link EventSourcing#open}. */
public final class PluginSources {
    private PluginSources() {}

    /**
     * A stream of what an iterator gives, to its end. The thread of the source waits in the iterator: while it waits there, nothing else of the
     * source happens, so that an iterator that may wait long is better pushed.
     *
     * @param events closed with the stream when it is {@link AutoCloseable}
     */
    public static EventSource iterate(SourceName source, Iterator<PluginPayload> events) {
        return new IteratedSource(source, events);
    }

    /**
     * A stream of what threads of the plugin push.
     *
     * @param events how many events may wait
     * @param bytes how many bytes they may have together
     */
    public static PushedSource push(SourceName source, int events, long bytes) {
        return new PushedSource(source, events, bytes);
    }

    /** A stream of what threads of the plugin push, of which 8,192 events and 64 MB may wait. */
    public static PushedSource push(SourceName source) {
        return push(source, 8192, 64L << 20);
    }
}
