package io.peregrine.app.command;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.author.AlertFiles;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.cli.Invocation.ExplainSubject;
import io.peregrine.app.live.OpenSource;
import io.peregrine.app.live.ProbeLoading;
import io.peregrine.app.live.SyscallSets;
import io.peregrine.app.outputs.LogSetup;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.app.read.EventExplanation;
import io.peregrine.app.rules.ContainerSetup;
import io.peregrine.app.rules.RuleDefinitions;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.app.rules.RulesFiles;
import io.peregrine.app.rules.SystemHostNames;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.app.watch.Signals;
import io.peregrine.authoring.explain.AlertExplanation;
import io.peregrine.config.Configuration;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.diagnostics.NameDistance;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.eval.PlanException;
import io.peregrine.event.SourceException;
import io.peregrine.fields.FieldException;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.loader.CompiledRule;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.ReportText;
import io.peregrine.output.log.OperatorLog;
import io.peregrine.pipeline.StopRequest;
import io.peregrine.recorder.ConditionFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
     * @throws CommandFailure when rules, capture or alert cannot be read, or there is no such rule or event
     */
    public int execute(Invocation.ExplainRules asked, Configuration configuration) throws CommandFailure {
        Optional<ContainerPlugin> containers = ContainerSetup.plugin(
                configuration, environment.variable("HOST_ROOT").orElse(""));
        try (LoadedPlugins plugins = LoadedPlugins.of(configuration, environment.home(), line -> {});
                SystemHostNames hosts = new SystemHostNames()) {
            RuleSetup setup = new RuleSetup(
                    configuration,
                    environment,
                    containers.map(ContainerPlugin::fields).stream().toList(),
                    hosts,
                    plugins);
            List<RuleDefinition> rules = rules(asked, setup);
            if (asked.subject() instanceof ExplainSubject.OfAlerts(Path file)) {
                alerts(file, rules, setup, asked);
            } else {
                events(asked, configuration, setup, new Watched(rules, containers, plugins));
            }
            return 0;
        } catch (SourceException | PlanException | FieldException e) {
            throw new CommandFailure(e.getMessage(), e);
        } catch (FilterException e) {
            throw new CommandFailure("The condition of --live is wrong: " + e.getMessage() + ".", e);
        }
    }

    private static List<RuleDefinition> rules(Invocation.ExplainRules asked, RuleSetup setup) throws CommandFailure {
        LoadResult loaded =
                asked.rules().isEmpty() ? setup.load() : setup.load(RuleSetup.read(RulesFiles.expand(asked.rules())));
        if (!loaded.successful()) {
            throw new CommandFailure(loaded.unmetRequirement().orElseGet(() -> ReportText.summary(loaded)));
        }
        List<RuleDefinition> all = RuleDefinitions.of(
                loaded.rules().stream().map(CompiledRule::checked).toList());
        return asked.rule().isEmpty() ? all : List.of(named(asked.rule().get(), all));
    }

    private static RuleDefinition named(String name, List<RuleDefinition> rules) throws CommandFailure {
        return rules.stream()
                .filter(rule -> rule.label().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailure("There is no rule '" + name + "' in the rules files"
                        + NameDistance.closest(
                                        name,
                                        rules.stream()
                                                .map(rule -> rule.label().name())
                                                .toList())
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse("; -L lists them.")));
    }

    private void alerts(Path file, List<RuleDefinition> rules, RuleSetup setup, Invocation.ExplainRules asked)
            throws CommandFailure {
        for (var alert : AlertFiles.read(List.of(file))) {
            if (asked.rule().isPresent() && !asked.rule().get().equals(alert.rule())) {
                continue;
            }
            RuleDefinition rule = named(alert.rule(), rules);
            AlertExplanation explanation = new AlertExplanation(
                    alert,
                    rule,
                    setup.catalogs().get(rule.label().source()),
                    setup.printedFields().text());
            terminal.print(
                    asked.json()
                            ? explanation.json()
                            : explanation.text(word -> terminal.style().heading(word)));
        }
    }

    /** What an event is looked at with. */
    private record Watched(List<RuleDefinition> rules, Optional<ContainerPlugin> containers, LoadedPlugins plugins) {}

    private void events(Invocation.ExplainRules asked, Configuration configuration, RuleSetup setup, Watched watched)
            throws CommandFailure, SourceException, FilterException {
        StopRequest stop = new StopRequest();
        String hostRoot = environment.variable("HOST_ROOT").orElse("");
        try (ProbeLoading loading = ProbeLoading.start(configuration);
                OperatorLog log = LogSetup.open(configuration, environment);
                OpenSource opened = OpenSource.open(
                        configuration,
                        SyscallSets.all(),
                        new OpenSource.Surroundings(loading, hostRoot, watched.containers(), watched.plugins(), log));
                Signals _ = Signals.install(new Signals.Actions(stop::stop, () -> {}, () -> {}))) {
            EventExplanation explanation = new EventExplanation(
                    terminal,
                    opened,
                    new EventExplanation.Questions(
                            watched.rules(),
                            asked.rule().isPresent(),
                            setup.catalogs(),
                            setup.printedFields().text(),
                            asked.json()),
                    stop);
            switch (asked.subject()) {
                case ExplainSubject.OfCapture capture -> explanation.event(capture.event());
                case ExplainSubject.AlmostInCapture _ -> explanation.nearMisses();
                case ExplainSubject.NextLive(String filter) ->
                    explanation.next(ConditionFilter.of(filter, setup.catalog(), opened.context()));
                case ExplainSubject.OfAlerts _ -> throw new IllegalStateException("Alerts have no events.");
            }
        }
    }
}
