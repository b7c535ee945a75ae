package io.peregrine.plugin;

import java.util.Set;

/** The capability to bring events at any time, from any thread, into the stream of a source. */
public non-sealed interface AsyncEvents extends PluginCapability {
    /** The names of the events that it brings. */
    Set<String> asyncEvents();

    /** The sources whose streams it can bring them into; empty for all. A plugin's own source is always among them. */
    default Set<String> asyncSources() {
        return Set.of();
    }

    /**
     * The source is open: events may be sent from now on, by any thread.
     *
     * @throws PluginException in a sentence, when the plugin cannot send any
     */
    void beginAsync(AsyncSink sink) throws PluginException;

    /**
     * The source ends: every thread that sends must have stopped when this returns. Also called when {@link #beginAsync} was not, because the
     * start ended before.
     *
     * @throws PluginException in a sentence, when it does not stop
     */
    void endAsync() throws PluginException;

    /**
     * A capture begins: sends the events from which a replay rebuilds what the plugin knows. Called by the thread of the source; the sink is
     * valid during the call.
     *
     * @throws PluginException in a sentence, when it cannot
     */
    default void dumpState(AsyncSink sink) throws PluginException {}
}
