package io.peregrine.config;

import java.util.List;

/**
 * Which rules are loaded and how they match.
 *
 * @param files rules files and folders that exist, in loading order
 * @param missing entries of {@code rules_files} that do not exist and were skipped
 * @param judging how events are judged
 * @param minimumPriority the name of the least severe priority that is loaded, in lower case
 * @param selection what to enable and disable after loading, in order
 */
public record RulesSettings(
        List<String> files, List<String> missing, Judging judging, String minimumPriority, List<Selection> selection) {
    public RulesSettings {
        files = List.copyOf(files);
        missing = List.copyOf(missing);
        selection = List.copyOf(selection);
    }

    /** How many rules an event may raise. */
    public Matching matching() {
        return judging.matching();
    }

    /**
     * How events are judged.
     *
     * @param matching how many rules an event may raise
     * @param evaluator who judges
     * @param warmUp whether recorded events are judged while the probe is loaded
     */
    public record Judging(Matching matching, Evaluation evaluator, boolean warmUp) {}

    /** Who judges by rules; all give the same answers. */
    public enum Evaluation {
        /** Closures, and code that is compiled aside for what is asked often. */
        AUTO,
        /** Closures alone. */
        CLOSURES,
        /** Code that is compiled before the first event. */
        COMPILED
    }

    /** How many rules an event may raise. */
    public enum Matching {
        /** The first that matches. */
        FIRST,
        /** All that match. */
        ALL
    }

    /**
     * One entry of {@code rules}.
     *
     * @param enable whether the rules are enabled; otherwise they are disabled
     * @param rule a name in which {@code *} stands for any text; empty for none
     * @param tag a tag; empty for none
     */
    public record Selection(boolean enable, String rule, String tag) {}
}
