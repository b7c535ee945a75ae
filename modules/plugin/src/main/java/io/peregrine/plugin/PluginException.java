package io.peregrine.plugin;

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

    /** A failure in a sentence. */
    public PluginException(String sentence) {
        this(sentence, Fault.ANSWERED);
    }

    /** A failure of a kind in a sentence. */
    public PluginException(String sentence, Fault fault) {
        super(sentence);
        this.fault = fault;
    }

    /** A failure in a sentence with the exception behind it. */
    public PluginException(String sentence, Throwable cause) {
        super(sentence, cause);
        this.fault = cause instanceof PluginException inner ? inner.fault : Fault.ANSWERED;
    }

    /** What kind of fault it is. */
    public Fault fault() {
        return fault;
    }
}
