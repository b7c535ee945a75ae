package io.peregrine.plugin.host;

import io.peregrine.event.SourceName;
import io.peregrine.plugin.EventParsing;
import io.peregrine.plugin.FieldExtraction;
import io.peregrine.plugin.Plugin;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginException.Fault;
import io.peregrine.schema.EventCodes;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;

/** An instance of a plugin that was started for a source, with the events that it gets to see. */
public final class PluginInstance implements AutoCloseable {
    private final RegisteredPlugin registered;
    private final Plugin plugin;
    private final BitSet extractCodes;
    private final BitSet parseCodes;

    private PluginInstance(RegisteredPlugin registered, Plugin plugin, BitSet extractCodes, BitSet parseCodes) {
        this.registered = registered;
        this.plugin = plugin;
        this.extractCodes = extractCodes;
        this.parseCodes = parseCodes;
    }

    /**
     * Starts an instance.
     *
     * @param surroundings what it is handed, apart from its configuration
     * @throws PluginException when its configuration does not fit, or it fails; it is closed then
     */
    static PluginInstance start(RegisteredPlugin registered, InstanceHost.Surroundings surroundings)
            throws PluginException {
        Plugin plugin = registered.library().create();
        try {
            String configuration = InitConfiguration.check(plugin, registered.spec());
            try {
                plugin.start(new InstanceHost(registered.name(), configuration, surroundings));
            } catch (PluginException e) {
                throw new PluginException("could not initialize plugin: " + e.getMessage(), e);
            }
            return new PluginInstance(
                    registered,
                    plugin,
                    codes(
                            plugin.as(FieldExtraction.class).flatMap(FieldExtraction::extractCodes),
                            registered.extractSources()),
                    codes(plugin.as(EventParsing.class).flatMap(EventParsing::parseCodes), registered.parseSources()));
        } catch (PluginException | RuntimeException e) {
            plugin.close();
            throw e;
        }
    }

    private static BitSet codes(Optional<BitSet> named, Optional<Set<String>> sources) throws PluginException {
        BitSet codes = new BitSet(EventCodes.COUNT);
        if (sources.isEmpty()) {
            return codes;
        }
        if (named.isPresent()) {
            if (named.get().length() > EventCodes.COUNT + 1) {
                throw new PluginException("invalid event type", Fault.BREACH);
            }
            codes.or(named.get());
        } else if (RegisteredPlugin.accepts(sources, SourceName.SYSCALL)) {
            codes.set(0, EventCodes.COUNT);
        } else {
            codes.set(EventCodes.PLUGINEVENT_E);
        }
        return codes;
    }

    /** The plugin as it is registered. */
    public RegisteredPlugin registered() {
        return registered;
    }

    /** The instance itself. */
    public Plugin plugin() {
        return plugin;
    }

    /** The codes of the events that have its fields. */
    BitSet extractCodes() {
        return extractCodes;
    }

    /** The codes of the events that it parses. */
    BitSet parseCodes() {
        return parseCodes;
    }

    /** Whether it reads events of the kernel's schema, and so must understand it. */
    boolean readsSchema() {
        BitSet codes = new BitSet();
        codes.or(extractCodes);
        codes.or(parseCodes);
        codes.clear(EventCodes.PLUGINEVENT_E);
        return !codes.isEmpty();
    }

    @Override
    public void close() {
        plugin.close();
    }
}
