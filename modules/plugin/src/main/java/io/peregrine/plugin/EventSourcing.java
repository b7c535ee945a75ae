package io.peregrine.plugin;

import io.peregrine.event.EventSource;
import io.peregrine.event.SourceName;
import java.util.List;
import java.util.Optional;

/** The capability to bring events of a source of its own. */
public non-sealed interface EventSourcing extends PluginCapability {
    /**
     * What the source is called, and the number that its events carry: registered with Falco for published plugins, else 999. {@link
     * SourceName#SYSCALL} for a plugin that makes system call events.
     */
    SourceName source();

    /**
     * Opens a stream of events; {@link PluginSources} makes one of an iterator or of a handle that threads push into.
     *
     * @param parameters the text of {@code open_params}, empty for none
     * @return the stream, owned and closed by the thread of the source
     * @throws PluginException in a sentence, when it cannot be had
     */
    EventSource open(String parameters) throws PluginException;

    /** Parameters that a user may want to try, for {@code --plugin-info}. */
    default List<OpenParameter> suggestedParameters() throws PluginException {
        return List.of();
    }

    /**
     * A line about one of its events, for {@code evt.plugininfo}; empty for the usual one, which shows the first bytes. Allocates; called by the thread of the source.
     */
    default Optional<String> describe(PluginEvent event) {
        return Optional.empty();
    }
}
