package io.peregrine.app.command;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.author.AuthorPlugins;
import io.peregrine.app.author.AuthorRules;
import io.peregrine.app.author.TestFiles;
import io.peregrine.app.author.TestRun;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.rules.RulesFiles;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.authoring.ruletest.Coverage;
import io.peregrine.authoring.ruletest.RuleTestRunner;
import io.peregrine.authoring.ruletest.TestReportJson;
import io.peregrine.authoring.ruletest.TestReportJunit;
import io.peregrine.authoring.ruletest.TestReportText;
import io.peregrine.authoring.ruletest.TestedFile;
import io.peregrine.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    public int execute(Invocation.TestRules asked) throws CommandFailure {
        int status = once(asked);
        while (asked.reports().watch()) {
            awaitChange(asked);
            status = once(asked);
        }
        return status;
    }

    private int once(Invocation.TestRules asked) throws CommandFailure {
        try {
            return run(asked);
        } catch (CommandFailure e) {
            terminal.error(e.getMessage());
            return BAD_INPUT;
        }
    }

    private int run(Invocation.TestRules asked) throws CommandFailure {
        TestFiles files = TestFiles.find(asked.tests(), asked.rules());
        Configuration configuration = AuthorPlugins.configuration(environment, asked.configuration(), files.rules());
        try (AuthorRules rules = new AuthorRules(environment, configuration)) {
            TestRun run = TestRun.of(
                    rules,
                    rules.load(files.rules()),
                    files.tests(),
                    new TestRun.Choice(test -> true, asked.reports().coverage()));
            report(asked.reports(), run);
            return run.passed() ? 0 : 1;
        }
    }

    private void report(Invocation.TestReports wanted, TestRun run) throws CommandFailure {
        List<TestedFile> results = run.files();
        Coverage coverage = run.coverage();
        RuleTestRunner runner = run.runner();
        if (wanted.json()) {
            terminal.print(TestReportJson.of(results, coverage.unreached(runner.reached()), runner.emptyFields()));
        } else {
            terminal.print(TestReportText.of(results, word -> terminal.style().error(word)));
            if (wanted.coverage()) {
                terminal.print(TestReportText.of(coverage, runner.reached()));
                terminal.print(TestReportText.of(runner.emptyFields()));
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
