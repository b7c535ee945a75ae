package io.peregrine.plugin;

import java.util.Optional;
import java.util.Set;

/**
 * One instance of a plugin: other people's events, fields and knowledge.
 *
 * <p>A Java plugin is a public class with a public constructor without parameters that implements this and its capabilities, named in {@code
 * META-INF/services/io.peregrine.plugin.Plugin} of its jar. One object is made to ask what the plugin is and can do, and one more for every event
 * source that it serves; only the latter are started. What it declares (identity, schema, capabilities with their fields, sources and names) must be
 * the same for all objects and needs no start.
 *
 * <p>Threads: all calls come from the thread that starts the engine or from the one that owns the event source, never two at a time, except
 * where a capability says otherwise. An exception costs the event that it happened in; one from {@link #start} ends the start.
 */
public interface Plugin extends AutoCloseable {
    /** Who the plugin is. */
    PluginIdentity identity();

    /**
     * What its configuration must look like, a JSON schema (draft 7); empty for a text of any kind. A plugin with a record as configuration
     * returns {@link ConfigSchema#of}.
     *
     * @throws PluginException when it cannot say
     */
    default Optional<String> configSchema() throws PluginException {
        return Optional.empty();
    }

    /**
     * Starts this instance; called once, before everything but the declarations.
     *
     * @param host the configuration and what the instance may reach
     * @throws PluginException in a sentence, when it cannot work; {@link #close} still follows
     */
    default void start(PluginHost host) throws PluginException {}

    /**
     * The event schema that it understands, such as 4.0.0, asked when it was started; the kernel's events are refused to one that understands another
     * than theirs. Empty for a plugin that reads events through this interface alone.
     */
    default Optional<String> requiredEventSchema() {
        return Optional.empty();
    }

    /**
     * The names of the plugins whose tables this instance has got: when a reload exchanges one of those, it exchanges this one too. Asked when it was
     * started.
     */
    default Set<String> usesTablesOf() {
        return Set.of();
    }

    /** Ends this instance, started or not; the last call. */
    @Override
    default void close() {}

    /** The plugin as one with this capability; empty when it does not have it. */
    default <C extends PluginCapability> Optional<C> as(Class<C> capability) {
        return capability.isInstance(this) ? Optional.of(capability.cast(this)) : Optional.empty();
    }
}
