package io.peregrine.app.command;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.author.AuthorRules;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.config.Configuration;
import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.loader.lint.Lint;
import io.peregrine.loader.lint.LintText;
import java.util.List;

/** The command {@code lint}: looks for mistakes in rules that loading does not show. */
public final class LintCommand {
    private final CommandEnvironment environment;
    private final Terminal terminal;

    /** A command that prints on this terminal. */
    public LintCommand(CommandEnvironment environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /**
     * Looks through the files.
     *
     * @return 0 when nothing was found, else 1
     * @throws CommandFailure when the files do not load
     */
    public int execute(Invocation.LintRules lint, Configuration configuration) throws CommandFailure {
        try (AuthorRules rules = new AuthorRules(environment, configuration)) {
            List<Diagnostic> findings = Lint.check(rules.load(lint.files()));
            terminal.print(lint.json() ? LintText.json(findings) : LintText.text(findings));
            return findings.isEmpty() ? 0 : 1;
        }
    }
}
