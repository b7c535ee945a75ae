package io.peregrine.app.command;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.read.EventExplanation;
import io.peregrine.app.rules.RuleDefinitions;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.app.rules.RulesFiles;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.config.Configuration;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.eval.PlanException;
import io.peregrine.event.SourceException;
import io.peregrine.fields.FieldException;
import io.peregrine.loader.CompiledRule;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.ReportText;
import java.util.List;

/** The command {@code explain}: says why a rule matched an event, or did not. */
public final class ExplainCommand {
    private final CommandEnvironment environment;
    private final Terminal terminal;

    /** A command that prints on this terminal. */
    public ExplainCommand(CommandEnvironment environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /**
     * Explains.
     *
     * @return 0, whether the rule matched or not
     * @throws CommandFailure when rules or capture cannot be read, or there is no such rule or event
     */
    public int execute(Invocation.ExplainRules asked, Configuration configuration) throws CommandFailure {
        RuleSetup setup = new RuleSetup(configuration, environment);
        LoadResult loaded =
                asked.rules().isEmpty() ? setup.load() : setup.load(RuleSetup.read(RulesFiles.expand(asked.rules())));
        if (!loaded.successful()) {
            throw new CommandFailure(loaded.unmetRequirement().orElseGet(() -> ReportText.summary(loaded)));
        }
        List<RuleDefinition> rules = RuleDefinitions.of(loaded.rules().stream()
                .map(CompiledRule::checked)
                .filter(rule -> rule.label().source().equals("syscall"))
                .toList());
        try {
            new EventExplanation(terminal, asked.capture(), setup.printedFields()).print(rules, asked.explained());
            return 0;
        } catch (SourceException | PlanException | FieldException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }
}
