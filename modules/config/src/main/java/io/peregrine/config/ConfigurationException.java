package io.peregrine.config;

import java.util.List;

/** A configuration that cannot be used. */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    /** Makes an exception of one sentence. */
    public ConfigurationException(String problem) {
        this(List.of(problem));
    }

    /** Makes an exception of several sentences, each about one problem. */
    public ConfigurationException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, a sentence each. */
    public List<String> problems() {
        return problems;
    }
}
