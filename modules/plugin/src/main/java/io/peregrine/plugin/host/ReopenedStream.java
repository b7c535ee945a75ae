package io.peregrine.plugin.host;

import io.peregrine.event.SourceException;

/** The stream of a source's own events, which one instance brings after another. Owned by the thread of the source. */
public interface ReopenedStream {
    /**
     * Opens the stream of an instance; closed before.
     *
     * @throws SourceException in a sentence, when it cannot be had
     */
    void open(PluginGroup group, PluginInstance instance) throws SourceException;

    /** The stream cannot be had any more: it fails as soon as it is asked for an event. */
    void fail(SourceException reason);

    /** Closes the stream; nothing when it is closed. */
    void close();
}
