package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the user asked to be done. */
public sealed interface Invocation {

    /** Print a text and end. */
    record ShowHelp(String text) implements Invocation {
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Watch events and raise alerts, or print something about the engine.
     *
     * @param configuration what the command line says about the configuration
     * @param action what to do
     * @param sources which event sources are open
     * @param limits when to end, and how much is done
     */
    record Run(ConfigurationRequest configuration, Action action, Sources sources, Limits limits)
            implements Invocation {}

    /**
     * Record events to a file.
     *
     * @param configuration what the command line says about the configuration
     * @param output the capture file to write
     * @param filter a condition that events must meet; empty for none
     * @param duration how long to record; until a signal or the command's end when absent
     * @param isPrivate leave the environment and other processes out
     * @param command a command whose process tree alone is recorded; empty for the whole machine
     */
    record RecordCapture(
            ConfigurationRequest configuration,
            Path output,
            String filter,
            Optional<Duration> duration,
            boolean isPrivate,
            List<String> command)
            implements Invocation {}

    /**
     * Print the events of a capture file.
     *
     * @param configuration what the command line says about the configuration
     * @param file the capture file
     * @param filter a condition that events must meet; empty for none
     * @param format an output format for each event; empty for the usual one
     * @param json print JSON
     * @param summary print what is in the file instead of its events
     */
    record ReadCapture(
            ConfigurationRequest configuration, Path file, String filter, String format, boolean json, boolean summary)
            implements Invocation {}

    /**
     * Look for mistakes in rules files.
     *
     * @param configuration what the command line says about the configuration
     * @param files the rules files and folders
     * @param json print JSON
     */
    record LintRules(ConfigurationRequest configuration, List<Path> files, boolean json) implements Invocation {}

    /**
     * Rewrite rules files in one layout.
     *
     * @param files the rules files and folders; {@code -} alone is standard input
     * @param check write nothing, say what would change
     */
    record FormatRules(List<Path> files, boolean check) implements Invocation {}

    /**
     * Run tests of rules.
     *
     * @param configuration what the command line says about the configuration
     * @param rules the rules files and folders; empty for those that belong to the tests by their place
     * @param tests files of tests, or folders of rules with their tests
     * @param reports how the results are told
     */
    record TestRules(ConfigurationRequest configuration, List<Path> rules, List<Path> tests, TestReports reports)
            implements Invocation {}

    /**
     * How results of tests are told.
     *
     * @param json print JSON
     * @param junit where to write JUnit's XML, too
     * @param coverage say what no test reached
     * @param watch run again whenever a file changes
     */
    record TestReports(boolean json, Optional<Path> junit, boolean coverage, boolean watch) {}

    /**
     * Say why rules matched an event, or did not.
     *
     * @param configuration what the command line says about the configuration; that of a replay where a capture is explained
     * @param rules the rules files and folders; empty for the configured ones
     * @param subject what is explained
     * @param rule the name of the rule; the rules that matched when absent
     * @param json print JSON
     */
    record ExplainRules(
            ConfigurationRequest configuration,
            List<Path> rules,
            ExplainSubject subject,
            Optional<String> rule,
            boolean json)
            implements Invocation {}

    /** What is explained. */
    sealed interface ExplainSubject {
        /** An event of a capture, by its number. */
        record OfCapture(Path capture, long event) implements ExplainSubject {}

        /** The events of a capture that failed by one comparison. */
        record AlmostInCapture(Path capture) implements ExplainSubject {}

        /** The alerts in a file. */
        record OfAlerts(Path file) implements ExplainSubject {}

        /** The next event on this machine that meets a condition. */
        record NextLive(String filter) implements ExplainSubject {}
    }

    /**
     * Suggest exceptions for recorded alerts.
     *
     * @param configuration what the command line says about the configuration
     * @param alerts files of alerts; {@code -} is standard input
     * @param rules the rules files and folders; empty for the configured ones
     * @param rule the only rule whose alerts are looked at
     * @param form how suggestions are written
     */
    record SuggestExceptions(
            ConfigurationRequest configuration,
            List<Path> alerts,
            List<Path> rules,
            Optional<String> rule,
            SuggestionForm form)
            implements Invocation {}

    /**
     * How suggestions are written.
     *
     * @param macro as a macro and a changed condition, else as an exception
     * @param json print JSON
     */
    record SuggestionForm(boolean macro, boolean json) {}

    /**
     * Render rules to a page.
     *
     * @param configuration what the command line says about the configuration
     * @param files the rules files and folders
     * @param folder where the page goes
     */
    record RenderRules(ConfigurationRequest configuration, List<Path> files, Path folder) implements Invocation {}

    /**
     * Serve an editor.
     *
     * @param configuration what the command line says about the configuration
     * @param rules rules files and folders that are read before the one that is edited
     */
    record ServeEditor(ConfigurationRequest configuration, List<Path> rules) implements Invocation {}

    /**
     * Make a Maven project of a Java plugin.
     *
     * @param name the plugin's name
     * @param parent where the project's folder is made
     */
    record NewPlugin(String name, Path parent) implements Invocation {}

    /**
     * Change over from an installed Falco, or back.
     *
     * @param step how far to go
     * @param root where the file system of the installation begins
     * @param isAlias whether the service also answers to Falco's name
     * @param isForced whether to go on although something is not supported
     */
    record Migrate(Step step, Path root, boolean isAlias, boolean isForced) implements Invocation {
        /** How far to go. */
        public enum Step {
            /** Say what would become of each part. */
            LOOK,
            /** Change over. */
            APPLY,
            /** Go back. */
            UNDO
        }
    }

    /**
     * Look at or fetch what others publish: rules and plugins in registries.
     *
     * @param verb what to do
     * @param names the artifacts, by name of an index or by reference
     * @param indexes files or addresses of indexes; empty for the configured ones
     * @param terms where files go and whom to trust
     */
    record Artifacts(Verb verb, List<String> names, List<String> indexes, ArtifactTerms terms) implements Invocation {
        /** What to do. */
        public enum Verb {
            /** Print what the indexes have. */
            LIST,
            /** Print the versions of an artifact. */
            INFO,
            /** Fetch once. */
            INSTALL,
            /** Fetch now and whenever there is something newer. */
            FOLLOW
        }
    }

    /**
     * Where artifacts go and whom to trust.
     *
     * @param rules the folder for rules
     * @param plugins the folder for plugins
     * @param key a PEM file with the public key that signatures must be made with; without it digests alone are checked
     * @param plainHttp whether registries are asked without TLS
     * @param every how often to look for something newer
     */
    record ArtifactTerms(Path rules, Path plugins, Optional<Path> key, boolean plainHttp, Duration every) {}

    /**
     * Say what rules cost.
     *
     * @param configuration what the command line says about the configuration, the rules among it
     * @param subject what the rules judge meanwhile
     * @param json print JSON
     */
    record ProfileRules(ConfigurationRequest configuration, ProfileSubject subject, boolean json)
            implements Invocation {}

    /** What rules judge while their cost is taken. */
    sealed interface ProfileSubject {
        /** A capture. */
        record OfCapture(Path capture) implements ProfileSubject {}

        /** This machine, for a time. */
        record OfMachine(Duration time) implements ProfileSubject {}
    }

    /**
     * Judge many captures side by side.
     *
     * @param configuration what the command line says about the configuration, the rules among it
     * @param captures the capture files, and folders of such
     * @param jobs how many are judged at once
     * @param json print JSON
     * @param summaryOnly print no alerts
     */
    record HuntCaptures(
            ConfigurationRequest configuration, List<Path> captures, int jobs, boolean json, boolean summaryOnly)
            implements Invocation {}

    /**
     * Which event sources are open; at most one of the lists has entries.
     *
     * @param enabled the only ones to open
     * @param disabled the ones to leave closed
     */
    record Sources(List<String> enabled, List<String> disabled) {}

    /**
     * When to end, and how much is done.
     *
     * @param stopAfter after how long to end
     * @param dryRun load everything, open nothing
     * @param verbose print statistics at the end, and log what the kernel leaves out
     * @param pidFile where to write the process number
     */
    record Limits(Optional<Duration> stopAfter, boolean dryRun, boolean verbose, Optional<Path> pidFile) {}
}
