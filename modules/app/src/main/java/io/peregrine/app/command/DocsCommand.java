package io.peregrine.app.command;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.author.AuthorPlugins;
import io.peregrine.app.author.AuthorRules;
import io.peregrine.app.author.TestFiles;
import io.peregrine.app.author.TestRun;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.authoring.pages.RulesPage;
import io.peregrine.authoring.ruletest.TestResult;
import io.peregrine.loader.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command {@code docs}: renders rules to one page. */
public final class DocsCommand {
    private final CommandEnvironment environment;
    private final Terminal terminal;

    /** A command that prints on this terminal. */
    public DocsCommand(CommandEnvironment environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /**
     * Renders.
     *
     * @return 0
     * @throws CommandFailure when rules or tests cannot be read, or the page cannot be written
     */
    public int execute(Invocation.RenderRules asked) throws CommandFailure {
        try (AuthorRules rules = new AuthorRules(
                environment, AuthorPlugins.configuration(environment, asked.configuration(), asked.files()))) {
            LoadResult loaded = rules.load(asked.files());
            List<Path> tests = TestFiles.besides(asked.files());
            List<TestResult> results = tests.isEmpty()
                    ? List.of()
                    : TestRun.of(rules, loaded, tests, TestRun.ALL).files().stream()
                            .flatMap(file -> file.results().stream())
                            .toList();
            Path page = asked.folder().resolve("index.html");
            Files.createDirectories(asked.folder());
            Files.writeString(page, RulesPage.of(loaded, results, rules.setup().catalogs()));
            return terminal.print(page + ": " + loaded.rules().size() + " rules, " + results.size() + " tests");
        } catch (IOException e) {
            throw new CommandFailure(
                    "The page cannot be written to " + asked.folder() + ": " + e.getMessage() + ".", e);
        }
    }
}
