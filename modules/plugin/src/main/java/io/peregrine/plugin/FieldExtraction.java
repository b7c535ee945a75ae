package io.peregrine.plugin;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The capability to give fields to events, its own or those of others. */
public non-sealed interface FieldExtraction extends PluginCapability {
    /** The fields, in the order of lists; readers are called by the thread of the source once the instance was started. */
    List<PluginField> fields();

    /** The sources whose events have the fields; empty for all. A plugin's own source is always among them. */
    default Set<String> extractSources() {
        return Set.of();
    }

    /**
     * The codes of events that have the fields, asked after the start; empty for the usual ones: all when the sources hold {@code syscall}, else
     * events of plugins alone.
     */
    default Optional<BitSet> extractCodes() {
        return Optional.empty();
    }
}
