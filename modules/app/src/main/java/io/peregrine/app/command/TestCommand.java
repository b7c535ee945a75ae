package io.peregrine.app.command;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.rules.ContainerSetup;
import io.peregrine.app.rules.RuleDefinitions;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.app.rules.RulesFiles;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.authoring.ruletest.Coverage;
import io.peregrine.authoring.ruletest.RuleTest;
import io.peregrine.authoring.ruletest.RuleTestReader;
import io.peregrine.authoring.ruletest.RuleTestRunner;
import io.peregrine.authoring.ruletest.TestReportJson;
import io.peregrine.authoring.ruletest.TestReportJunit;
import io.peregrine.authoring.ruletest.TestReportText;
import io.peregrine.authoring.ruletest.TestedFile;
import io.peregrine.authoring.ruletest.TestedRules;
import io.peregrine.config.Configuration;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.eval.PlanException;
import io.peregrine.fields.FieldException;
import io.peregrine.fields.catalog.HostNames;
import io.peregrine.loader.CompiledRule;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.ReportText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command {@code test}: runs tests of rules. */
public final class TestCommand {
    /** The exit status when rules or tests cannot be read. */
    private static final int BAD_INPUT = 2;

    private static final long LOOK_AGAIN_MILLIS = 300;

    private final CommandEnvironment environment;
    private final Terminal terminal;

    /** A command that prints on this terminal. */
    public TestCommand(CommandEnvironment environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /**
     * Runs the tests.
     *
     * @return 0 when all passed, 1 when one failed, 2 when rules or tests cannot be read
     * @throws CommandFailure when standard output cannot be written
     */
    public int execute(Invocation.TestRules asked, Configuration configuration) throws CommandFailure {
        int status = once(asked, configuration);
        while (asked.reports().watch()) {
            awaitChange(asked);
            status = once(asked, configuration);
        }
        return status;
    }

    private int once(Invocation.TestRules asked, Configuration configuration) throws CommandFailure {
        try {
            return run(asked, configuration);
        } catch (CommandFailure e) {
            terminal.error(e.getMessage());
            return BAD_INPUT;
        }
    }

    private int run(Invocation.TestRules asked, Configuration configuration) throws CommandFailure {
        TestFiles files = TestFiles.find(asked.tests(), asked.rules());
        Optional<ContainerPlugin> containers = ContainerSetup.plugin(configuration);
        RuleSetup setup = new RuleSetup(
                configuration,
                environment,
                containers.map(ContainerPlugin::fields).stream().toList(),
                HostNames.NONE);
        LoadResult loaded = setup.load(RuleSetup.read(RulesFiles.expand(files.rules())));
        if (!loaded.successful()) {
            throw new CommandFailure(loaded.unmetRequirement().orElseGet(() -> ReportText.summary(loaded)));
        }
        Map<Path, List<RuleTest>> tests = read(files.tests());
        List<RuleDefinition> definitions = RuleDefinitions.of(loaded.rules().stream()
                .map(CompiledRule::checked)
                .filter(rule -> rule.label().source().equals("syscall"))
                .toList());
        Coverage coverage = Coverage.of(asked.reports().coverage() ? definitions : List.of());
        List<String> problems = new ArrayList<>();
        TestedRules rules = prepare(setup, definitions, coverage, tests, problems);
        if (!problems.isEmpty()) {
            throw new CommandFailure(String.join("\n", problems));
        }
        RuleTestRunner runner = new RuleTestRunner(rules, tables -> {
            containers.ifPresent(plugin -> plugin.attach(tables));
            return containers.map(ContainerPlugin::parser).stream().toList();
        });
        List<TestedFile> results = new ArrayList<>();
        tests.forEach((file, list) -> results.add(
                new TestedFile(file.toString(), list.stream().map(runner::run).toList())));
        report(asked.reports(), results, coverage, runner);
        return results.stream().allMatch(file -> file.failed() == 0) ? 0 : 1;
    }

    private static TestedRules prepare(
            RuleSetup setup,
            List<RuleDefinition> definitions,
            Coverage coverage,
            Map<Path, List<RuleTest>> tests,
            List<String> problems)
            throws CommandFailure {
        try {
            List<RuleTest> all = tests.values().stream().flatMap(List::stream).toList();
            return TestedRules.of(definitions, coverage, all, setup.printedFields(), problems);
        } catch (PlanException | FieldException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private static Map<Path, List<RuleTest>> read(List<Path> files) throws CommandFailure {
        Map<Path, List<RuleTest>> tests = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            SourceText text = RuleSetup.read(List.of(file)).getFirst();
            RuleTestReader.Outcome outcome =
                    RuleTestReader.read(text, file.toAbsolutePath().getParent());
            problems.addAll(outcome.problems());
            tests.put(file, outcome.tests());
        }
        if (!problems.isEmpty()) {
            throw new CommandFailure(String.join("\n", problems));
        }
        return tests;
    }

    private void report(
            Invocation.TestReports wanted, List<TestedFile> results, Coverage coverage, RuleTestRunner runner)
            throws CommandFailure {
        if (wanted.json()) {
            terminal.print(TestReportJson.of(results, coverage.unreached(runner.reached())));
        } else {
            terminal.print(TestReportText.of(results, word -> terminal.style().error(word)));
            if (wanted.coverage()) {
                terminal.print(TestReportText.of(coverage, runner.reached()));
            }
        }
        if (wanted.junit().isPresent()) {
            try {
                Files.writeString(wanted.junit().get(), TestReportJunit.of(results));
            } catch (IOException e) {
                throw new CommandFailure(
                        "The file " + wanted.junit().get() + " cannot be written: " + e.getMessage() + ".", e);
            }
        }
    }

    /** Waits until one of the files is another than it was. */
    private static void awaitChange(Invocation.TestRules asked) throws CommandFailure {
        Map<Path, Object> before = state(asked);
        try {
            do {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } while (state(asked).equals(before));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.", e);
        }
    }

    /** The times at which the files were changed; a file that comes or goes is a change too. */
    private static Map<Path, Object> state(Invocation.TestRules asked) {
        Map<Path, Object> times = new LinkedHashMap<>();
        try {
            TestFiles files = TestFiles.find(asked.tests(), asked.rules());
            List<Path> all = new ArrayList<>(RulesFiles.expand(files.rules()));
            all.addAll(files.tests());
            for (Path file : all) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        } catch (IOException | CommandFailure e) {
            times.put(Path.of(""), e.getMessage());
        }
        return times;
    }
}
