package io.peregrine.plugin.host;

import io.peregrine.plugin.Plugin;
import io.peregrine.plugin.PluginException;

/** What makes instances of one plugin: a loaded library, a jar, or a class of our own. */
public interface PluginLibrary {
    /**
     * A new instance, not started.
     *
     * @throws PluginException when it cannot be made
     */
    Plugin create() throws PluginException;

    /** No instance is made any more, and all have ended: the last call. */
    default void close() {}
}
