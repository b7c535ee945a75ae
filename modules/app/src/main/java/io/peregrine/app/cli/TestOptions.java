package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code test}. */
@Command(
        name = "test",
        sortOptions = false,
        description = {
            "Runs tests of rules. A test says what happens on a machine, and which rules must match or must not; events are made of it that pass the same"
                    + " tables and rules as live ones. Needs no root.",
            "",
            "A folder stands for its rules and the tests in its folder tests; a file of tests belongs to the rules of -r, else to those beside its folder.",
            "",
            "  - test: cat reads the password hashes",
            "    given:",
            "      - open: {path: /etc/shadow, by: {exe: /usr/bin/cat, args: /etc/shadow, user: alice}}",
            "    expect:",
            "      - rule: Account secrets read",
            "        fields: {fd.name: /etc/shadow}",
            "    forbid: [\"*\"]",
            "",
            "What happens is one of: process, exec, open, connect, accept, call (any system call), plugin_event, capture. docs/authors.md says more."
        },
        footer = {
            "",
            "Examples:",
            "  peregrine test rules                              rules/*.yaml, held against rules/tests/*.yaml",
            "  peregrine test -r my_rules.yaml my_tests.yaml",
            "  peregrine test --coverage rules                   which rules and alternatives no test reaches",
            "  peregrine test --junit report.xml rules           for a CI server",
            "",
            "Exit status: 0 when all tests passed, 1 when one failed, 2 when the command line, rules or tests cannot be read."
        })
final class TestOptions implements Subcommand {
    @Mixin
    private HelpOption help = new HelpOption();

    @Option(names = "-r", paramLabel = "RULES", description = "Rules file or folder; may be given many times.")
    private List<Path> rules = new ArrayList<>();

    @Option(names = "--json", description = "Print the results as JSON.")
    private boolean json;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the results as JUnit's XML, too.")
    private Path junit;

    @Option(
            names = "--coverage",
            description =
                    "Say which rules and which alternatives of their conditions no test reached, and which fields of outputs never"
                            + " had a value.")
    private boolean coverage;

    @Option(
            names = "--watch",
            description = "Run the tests again whenever one of the files changes, until interrupted.")
    private boolean watch;

    @Parameters(
            arity = "1..*",
            paramLabel = "TESTS",
            description = "Files of tests, or folders of rules with their tests.")
    private List<Path> tests = new ArrayList<>();

    @Override
    public Invocation invocation(ConfigurationRequest configuration) {
        return new Invocation.TestRules(
                configuration,
                List.copyOf(rules),
                List.copyOf(tests),
                new Invocation.TestReports(json, Optional.ofNullable(junit), coverage, watch));
    }

    /** One is the status of tests that failed. */
    @Override
    public int usageStatus() {
        return 2;
    }
}
