package io.peregrine.app.command;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.ReportedVersions;
import io.peregrine.app.Settings;
import io.peregrine.app.cli.Action;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.app.selection.SyscallSets;
import io.peregrine.app.watch.WatchCommand;
import io.peregrine.config.LoadedConfiguration;
import io.peregrine.engine.rules.LoadResult;
import io.peregrine.engine.rules.ReportJson;
import io.peregrine.engine.rules.ReportText;
import io.peregrine.engine.rules.RuleDescription;
import io.peregrine.server.web.Versions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The command without a subcommand: watches, or prints one thing about the engine. */
public final class RunCommand {
    private static final int PAGE_SIZE = 4096;

    private final CommandEnvironment environment;
    private final Terminal terminal;

    /** A command that prints on this terminal. */
    public RunCommand(CommandEnvironment environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /**
     * Does what the invocation asks for.
     *
     * @return the exit status
     * @throws CommandFailure with the sentence that the user reads
     */
    public int execute(Invocation.Run run) throws CommandFailure {
        return switch (run.action()) {
            case Action.PrintConfigSchema() -> terminal.print(Settings.loader(environment).schema());
            case Action.PrintPageSize() -> terminal.print(Integer.toString(PAGE_SIZE));
            case Action.PrintIgnoredEvents() -> printIgnored();
            case Action.PrintVersion() -> printVersion(configuration(run));
            case Action.ValidateRules(List<Path> files) -> validate(configuration(run), files);
            case Action.DescribeRules() -> describe(configuration(run), Optional.empty());
            case Action.DescribeRule(String rule) -> describe(configuration(run), Optional.of(rule));
            case Action.Watch() ->
                new WatchCommand(environment, terminal, run).run();
            case Action.PrintRuleSchema() -> 1;
            case Action.ListEvents(Action.Format format) -> 1;
            case Action.ListFields list -> 1;
            case Action.ListPlugins() -> 1;
            case Action.PluginInfo(String plugin) -> 1;
            case Action.PrintSupport() -> 1;
        };
    }

    private LoadedConfiguration configuration(Invocation.Run run) throws CommandFailure {
        return Settings.load(environment, run.configuration());
    }

    private int printIgnored() throws CommandFailure {
        StringBuilder text = new StringBuilder("Ignored syscall(s):\n");
        SyscallSets.eventNames(SyscallSets.ignoredByDefault())
                .forEach(name -> text.append("- ").append(name).append('\n'));
        return terminal.print(text.append('\n').toString());
    }

    private int printVersion(LoadedConfiguration configuration) throws CommandFailure {
        Versions versions = ReportedVersions.of(configuration.values());
        return terminal.print(configuration.values().format().json() ? versions.json() : versions.text());
    }

    private int validate(LoadedConfiguration configuration, List<Path> files) throws CommandFailure {
        LoadResult result =
                new RuleSetup(configuration.values(), environment).load(RuleSetup.read(files));
        if (result.unmetRequirement().isPresent()) {
            throw new CommandFailure(result.unmetRequirement().get());
        }
        terminal.print(
                configuration.values().format().json() ? ReportJson.write(result) : ReportText.summary(result));
        return result.successful() ? 0 : 1;
    }

    private int describe(LoadedConfiguration configuration, Optional<String> rule) throws CommandFailure {
        LoadResult result = new RuleSetup(configuration.values(), environment).load();
        if (!result.successful()) {
            throw new CommandFailure(ReportText.summary(result));
        }
        RuleDescription description = rule.isPresent()
                ? RuleDescription.ofRule(result.details(), rule.get())
                        .orElseThrow(() -> new CommandFailure("There is no rule named '" + rule.get() + "'."))
                : RuleDescription.ofAll(result.details());
        return terminal.print(configuration.values().format().json() ? description.json() : description.text());
    }
}
