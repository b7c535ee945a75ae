package io.peregrine.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a run does: watch, or print one thing and end. When several are asked for, the earliest listed here is done. */
public sealed interface Action {

    /** How lists are printed. */
    enum Format {
        TEXT,
        MARKDOWN,
        JSON
    }

    /** Print the configuration's JSON schema. */
    record PrintConfigSchema() implements Action {}

    /** Print the JSON schema of rules files. */
    record PrintRuleSchema() implements Action {}

    /** Print the system calls that are left out by default. */
    record PrintIgnoredEvents() implements Action {}

    /** Print all event types. */
    record ListEvents(Format format) implements Action {}

    /** Print the version. */
    record PrintVersion() implements Action {}

    /** Print the size of a memory page. */
    record PrintPageSize() implements Action {}

    /** Print one plugin's details; the name may be its library path. */
    record PluginInfo(String plugin) implements Action {}

    /** Print the loaded plugins. */
    record ListPlugins() implements Action {}

    /**
     * Print the fields of conditions and outputs.
     *
     * @param source only those of this event source; empty for all
     * @param format how they are printed
     * @param namesOnly print nothing but their names
     */
    record ListFields(String source, Format format, boolean namesOnly) implements Action {}

    /**
     * Check rules files.
     *
     * @param files the files in order
     * @param described which of their rules are described behind the results
     */
    record ValidateRules(List<Path> files, Optional<DescribeRules> described) implements Action {}

    /**
     * Describe rules.
     *
     * @param rule the name of the only one, empty for all
     */
    record DescribeRules(Optional<String> rule) implements Action {}

    /** Print what a support request needs, as JSON. */
    record PrintSupport() implements Action {}

    /** Watch events and raise alerts. */
    record Watch() implements Action {}
}
