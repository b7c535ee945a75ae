package io.peregrine.plugin;

/** Tells in a sentence why a plugin cannot be loaded, started or opened; no user is shown its stack trace. */
public final class PluginException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A failure in a sentence. */
    public PluginException(String sentence) {
        super(sentence);
    }

    /** A failure in a sentence with the exception behind it. */
    public PluginException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
