package io.peregrine.plugin;

import java.util.Optional;

/** Tells in a sentence why a plugin cannot be loaded, started or opened; no user is shown its stack trace. */
public final class PluginException extends Exception {
    private static final long serialVersionUID = 1L;

    /** How Falco ends when it meets the fault, which decides how it is shown. */
    public enum Fault {
        /** A call answered that it failed: {@code Error: ...}. */
        ANSWERED,
        /** The plugin does not keep to the interface: {@code Runtime error: ... Exiting.} */
        BREACH
    }

    private final Fault fault;
    private final transient Optional<ConfigurationPlace> place;

    /**
     * Where in a configuration a fault is.
     *
     * @param entry the name of the plugin's entry
     * @param steps {@code <root>}, then {@code [key]} or {@code [index]} for each step into its {@code init_config}
     */
    public record ConfigurationPlace(String entry, String steps) {}

    /** A failure in a sentence. */
    public PluginException(String sentence) {
        this(sentence, Fault.ANSWERED);
    }

    /** A failure of a kind in a sentence. */
    public PluginException(String sentence, Fault fault) {
        this(sentence, fault, Optional.empty());
    }

    private PluginException(String sentence, Fault fault, Optional<ConfigurationPlace> place) {
        super(sentence);
        this.fault = fault;
        this.place = place;
    }

    /** A configuration that a plugin's schema does not allow. */
    public static PluginException ofConfiguration(String sentence, ConfigurationPlace place) {
        return new PluginException(sentence, Fault.BREACH, Optional.of(place));
    }

    /** A failure in a sentence with the exception behind it. */
    public PluginException(String sentence, Throwable cause) {
        super(sentence, cause);
        this.fault = cause instanceof PluginException inner ? inner.fault : Fault.ANSWERED;
        this.place = cause instanceof PluginException inner ? inner.place : Optional.empty();
    }

    /** Where in the configuration it is, when it is there. */
    public Optional<ConfigurationPlace> place() {
        return place;
    }

    /** What kind of fault it is. */
    public Fault fault() {
        return fault;
    }
}
