package io.peregrine.plugin;

import io.peregrine.event.EventView;

/** Takes asynchronous events of a plugin. For any thread; never waits. */
public interface AsyncSink {
    /** The time of an event that happens when the engine sees it. */
    long NOW = -1;

    /** The thread of an event that belongs to none. */
    long NO_THREAD = -1;

    /** What became of an event. */
    sealed interface Answer {
        /** It was taken, or lost because the queue is full or its time too far ahead, which is counted and logged. */
        record Taken() implements Answer {}

        /** It was refused for this reason. */
        record Refused(String reason) implements Answer {}
    }

    /**
     * Sends an event.
     *
     * @param name one of the plugin's {@link AsyncEvents#asyncEvents}
     * @param timestamp nanoseconds since the epoch, or {@link #NOW}
     * @param tid the thread that it is about, or {@link #NO_THREAD}
     * @param data what it carries
     */
    Answer send(String name, long timestamp, long tid, byte[] data);

    /** Sends an event in the layout of events: code 402 with an id, which is overwritten, a name and data. It is copied before the call returns. */
    Answer send(EventView event);
}
