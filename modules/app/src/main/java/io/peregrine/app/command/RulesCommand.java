package io.peregrine.app.command;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Action;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.config.LoadedConfiguration;
import io.peregrine.loader.LoadReport;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.ReportForm;
import io.peregrine.loader.ReportJson;
import io.peregrine.loader.ReportText;
import io.peregrine.loader.RuleDescription;
import java.util.Optional;

/** Checks and describes rules. */
final class RulesCommand {
    private final CommandEnvironment environment;
    private final Terminal terminal;

    RulesCommand(CommandEnvironment environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /**
     * Prints the verdict on each file. What there is to say about a file that only has warnings goes to standard error, as standard output has
     * one line for it. Errors are said there too, as Falco does, unless both are one screen.
     *
     * @return 0 when no file has an error, else 1
     */
    int validate(Action.ValidateRules action, LoadedConfiguration configuration) throws CommandFailure {
        try (LoadedPlugins plugins = LoadedPlugins.of(configuration.values(), environment.home(), terminal::warn)) {
            return validate(action, configuration, plugins);
        }
    }

    private int validate(Action.ValidateRules action, LoadedConfiguration configuration, LoadedPlugins plugins)
            throws CommandFailure {
        RuleSetup setup = new RuleSetup(configuration.values(), environment, plugins);
        LoadResult result = setup.load(RuleSetup.read(action.files()));
        if (result.unmetRequirement().isPresent()) {
            throw new CommandFailure(result.unmetRequirement().get());
        }
        Optional<RuleDescription> described = Optional.empty();
        if (result.successful() && action.described().isPresent()) {
            described = Optional.of(description(result, action.described().get()));
        }
        warn(result, setup.form());
        if (configuration.values().format().json()) {
            terminal.print(ReportJson.write(result, described, setup.form()));
        } else {
            terminal.print(
                    ReportText.summary(result, setup.form()) + setup.form().behind());
            if (described.isPresent()) {
                terminal.print("\n" + described.get().text());
            }
        }
        if (!result.successful()) {
            terminal.repeatAsError(ReportText.summary(result, setup.form()).stripTrailing()
                    + setup.form().behind());
        }
        return result.successful() ? 0 : 1;
    }

    private void warn(LoadResult result, ReportForm form) {
        for (LoadReport report : result.reports()) {
            if (report.successful() && !report.warnings().isEmpty()) {
                terminal.warn(ReportText.full(report, form).strip());
            }
        }
    }

    int describe(Action.DescribeRules action, LoadedConfiguration configuration) throws CommandFailure {
        try (LoadedPlugins plugins = LoadedPlugins.of(configuration.values(), environment.home(), terminal::warn)) {
            return describe(action, configuration, plugins);
        }
    }

    private int describe(Action.DescribeRules action, LoadedConfiguration configuration, LoadedPlugins plugins)
            throws CommandFailure {
        RuleSetup setup = new RuleSetup(configuration.values(), environment, plugins);
        LoadResult result = setup.load();
        if (!result.successful()) {
            throw new CommandFailure(
                    result.unmetRequirement().orElseGet(() -> ReportText.summary(result, setup.form())));
        }
        RuleDescription description = description(result, action);
        return terminal.print(configuration.values().format().json() ? description.json() : description.text());
    }

    private static RuleDescription description(LoadResult result, Action.DescribeRules action) throws CommandFailure {
        if (action.rule().isEmpty()) {
            return RuleDescription.ofAll(result.details());
        }
        String rule = action.rule().get();
        return RuleDescription.ofRule(result.details(), rule)
                .orElseThrow(() -> new CommandFailure("There is no rule named '" + rule + "'."));
    }
}
