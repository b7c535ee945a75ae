package io.peregrine.app.command;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.author.AlertFiles;
import io.peregrine.app.author.AuthorPlugins;
import io.peregrine.app.author.AuthorRules;
import io.peregrine.app.author.HiddenTests;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.app.rules.RulesFiles;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.authoring.alerts.RecordedAlert;
import io.peregrine.authoring.suggest.Suggestion;
import io.peregrine.authoring.suggest.SuggestionReport;
import io.peregrine.authoring.suggest.SuggestionText;
import io.peregrine.authoring.suggest.Suggestions;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.loader.CompiledRule;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.ReportText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command {@code suggest}: writes narrow exceptions for recorded alerts. */
public final class SuggestCommand {
    private final CommandEnvironment environment;
    private final Terminal terminal;

    /** A command that prints on this terminal. */
    public SuggestCommand(CommandEnvironment environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /**
     * Suggests.
     *
     * @return 0
     * @throws CommandFailure when alerts or rules cannot be read, or no alert is of any of the rules
     */
    public int execute(Invocation.SuggestExceptions asked) throws CommandFailure {
        List<RecordedAlert> alerts = AlertFiles.read(asked.alerts());
        try (AuthorRules rules = new AuthorRules(
                environment, AuthorPlugins.configuration(environment, asked.configuration(), asked.rules()))) {
            List<SourceText> texts = asked.rules().isEmpty()
                    ? rules.setup().readConfigured()
                    : RuleSetup.read(RulesFiles.expand(asked.rules()));
            LoadResult loaded = rules.setup().load(texts);
            if (!loaded.successful()) {
                throw new CommandFailure(loaded.unmetRequirement().orElseGet(() -> ReportText.summary(loaded)));
            }
            Map<CompiledRule, List<RecordedAlert>> byRule = byRule(alerts, loaded, asked.rule());
            HiddenTests tests = new HiddenTests(rules, texts, loaded, asked.rules());
            StringBuilder out = new StringBuilder();
            for (Map.Entry<CompiledRule, List<RecordedAlert>> entry : byRule.entrySet()) {
                SuggestionReport report =
                        report(entry.getKey(), entry.getValue(), rules, new Asked(asked.form(), loaded, tests));
                out.append(asked.form().json() ? report.json() : report.forPeople())
                        .append('\n');
            }
            return terminal.print(out.toString().stripTrailing());
        }
    }

    private record Asked(Invocation.SuggestionForm form, LoadResult loaded, HiddenTests tests) {}

    private Map<CompiledRule, List<RecordedAlert>> byRule(
            List<RecordedAlert> alerts, LoadResult loaded, Optional<String> only) throws CommandFailure {
        Map<String, CompiledRule> known = new LinkedHashMap<>();
        loaded.rules().forEach(rule -> known.put(rule.name(), rule));
        Map<CompiledRule, List<RecordedAlert>> byRule = new LinkedHashMap<>();
        Map<String, Integer> unknown = new LinkedHashMap<>();
        for (RecordedAlert alert : alerts) {
            if (only.isPresent() && !only.get().equals(alert.rule())) {
                continue;
            }
            if (known.containsKey(alert.rule())) {
                byRule.computeIfAbsent(known.get(alert.rule()), rule -> new ArrayList<>())
                        .add(alert);
            } else {
                unknown.merge(alert.rule(), 1, Integer::sum);
            }
        }
        unknown.forEach((rule, count) -> terminal.warn(
                "There is no rule '" + rule + "' in the rules files; alerts of it that are left out: " + count + "."));
        if (byRule.isEmpty()) {
            throw new CommandFailure("None of the alerts is of "
                    + only.map(rule -> "the rule '" + rule + "'").orElse("these rules") + ".");
        }
        return byRule;
    }

    private SuggestionReport report(CompiledRule rule, List<RecordedAlert> alerts, AuthorRules rules, Asked asked)
            throws CommandFailure {
        Optional<Suggestion> made = Suggestions.of(
                alerts,
                rules.setup().catalogs().get(rule.checked().label().source()),
                asked.form().macro() ? List.of() : asked.loaded().details().exceptions(rule.name()));
        if (made.isEmpty()) {
            return new SuggestionReport(
                    rule.name(),
                    alerts.size(),
                    Optional.empty(),
                    new SuggestionReport.Effects(0, List.of(), asked.tests().about(rule.name())));
        }
        Suggestion suggestion = made.get();
        String text = asked.form().macro() ? SuggestionText.macro(suggestion) : SuggestionText.exception(suggestion);
        return new SuggestionReport(
                rule.name(),
                alerts.size(),
                Optional.of(text),
                new SuggestionReport.Effects(
                        alerts.stream().filter(suggestion::covers).count(),
                        asked.tests().hiddenBy(rule.name(), text),
                        asked.tests().about(rule.name())));
    }
}
