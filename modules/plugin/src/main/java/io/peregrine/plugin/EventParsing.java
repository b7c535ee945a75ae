package io.peregrine.plugin;

import java.util.BitSet;
import java.util.Optional;
import java.util.Set;

/** The capability to look at every event before the rules do, and to keep state about it. */
public non-sealed interface EventParsing extends PluginCapability {
    /**
     * Looks at an event. Called by the thread of the source, for events of the sources and codes below.
     *
     * @param event the event; not to be kept
     */
    void parse(PluginEvent event);

    /** The sources whose events it sees; empty for all. A plugin's own source is always among them. */
    default Set<String> parseSources() {
        return Set.of();
    }

    /** The codes of events that it sees, asked after the start; empty for the usual ones as for {@link FieldExtraction#extractCodes}. */
    default Optional<BitSet> parseCodes() {
        return Optional.empty();
    }
}
