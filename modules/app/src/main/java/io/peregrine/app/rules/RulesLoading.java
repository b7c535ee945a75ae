package io.peregrine.app.rules;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.live.SyscallSelection;
import io.peregrine.app.observe.FileDigests;
import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.config.RulesSettings;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.compile.Evaluator;
import io.peregrine.engine.profile.RuleProfile;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.filter.typed.EventSelection;
import io.peregrine.loader.CompiledRule;
import io.peregrine.loader.LoadReport;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.ReportText;
import io.peregrine.output.log.Log;
import io.peregrine.output.log.LogLevel;
import io.peregrine.recorder.RuleCapture;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Loads the rules of a configuration and says in the log what is to be said; the same at the start and at every reload. */
public final class RulesLoading {
    /** How long the first answers about names of hosts are waited for: what comes later counts from then on. */
    private static final Duration FIRST_ANSWERS = Duration.ofMillis(200);

    /** One event of so many is looked at for what rules cost. */
    private static final int MEASURED = 16;

    private final Configuration configuration;
    private final RuleSetup setup;
    private final RuleFields fields;
    private final Log log;

    public RulesLoading(Configuration configuration, CommandEnvironment environment, RuleFields fields, Log log) {
        this.configuration = configuration;
        this.setup = new RuleSetup(configuration, environment, fields.further(), fields.hosts(), fields.plugins());
        this.fields = fields;
        this.log = log;
    }

    /**
     * Loads the rules.
     *
     * @throws CommandFailure with everything that is wrong with them
     */
    public LoadedRules load() throws CommandFailure {
        configuration.rules().missing().forEach(file -> log.info("   " + file + " does not exist and is skipped"));
        List<SourceText> texts = setup.readConfigured();
        LoadResult result = setup.load(texts);
        report(result);
        RuleSet rules = setup.plan(result);
        evaluator().install(rules, log::warning);
        Optional<RuleProfile> costs = configuration.metrics().ruleCosts()
                ? Optional.of(RuleProfile.sample(rules, MEASURED))
                : Optional.empty();
        fields.hosts().awaitAnswers(FIRST_ANSWERS);
        fields.hostRules().follow(rules);
        fields.hostRules().news().forEach(log::warning);
        return new LoadedRules(
                rules,
                configuration.rules().matching() == RulesSettings.Matching.ALL ? RuleMatching.ALL : RuleMatching.FIRST,
                result.enabledRules().stream().map(RulesLoading::capture).toList(),
                select(result),
                FileDigests.ofRules(configuration, texts),
                costs);
    }

    /** Who measures what rules cost stands in the place of buckets, so none may be exchanged later. */
    private Evaluator evaluator() {
        return switch (configuration.rules().judging().evaluator()) {
            case AUTO -> configuration.metrics().ruleCosts() ? Evaluator.COMPILED : Evaluator.AUTO;
            case CLOSURES -> Evaluator.CLOSURES;
            case COMPILED -> Evaluator.COMPILED;
        };
    }

    private void report(LoadResult result) throws CommandFailure {
        log.info("Loading rules from:");
        for (LoadReport report : result.reports()) {
            log.log(
                    report.violations().isEmpty() ? LogLevel.INFO : LogLevel.WARNING,
                    "   " + report.file().name() + " | schema validation: " + report.validation());
            if (!report.successful()) {
                throw new CommandFailure(result.unmetRequirement().orElse(ReportText.full(report, setup.form())));
            }
            if (!report.warnings().isEmpty()) {
                log.warning(ReportText.full(report, setup.form()));
            }
        }
        if (result.unmetRequirement().isPresent()) {
            throw new CommandFailure(result.unmetRequirement().get());
        }
    }

    private static RuleCapture capture(CompiledRule rule) {
        return new RuleCapture(
                rule.capture().enabled(),
                TimeUnit.MILLISECONDS.toNanos(rule.capture().durationMillis()),
                rule.capture().events(),
                rule.capture().fileBytes());
    }

    /** The calls that rules over system calls ask for; what rules over plugins' events look at comes from plugins alone. */
    private SyscallSelection select(LoadResult result) {
        BitSet byRules = new BitSet();
        for (CompiledRule rule : result.enabledRules()) {
            if (rule.checked().label().source().equals(BuiltinFields.SYSCALL)) {
                byRules.or(EventSelection.systemCalls(rule.checked().condition()));
            }
        }
        SyscallSelection selection = SyscallSelection.of(
                byRules,
                new SyscallSelection.Base(
                        configuration.syscalls().customSet(),
                        configuration.syscalls().repair(),
                        configuration.syscalls().all()));
        if (!selection.unknownNames().isEmpty()) {
            log.warning("base_syscalls.custom_set names what is no system call: "
                    + String.join(", ", selection.unknownNames()));
        }
        if (!selection.unservedNames().isEmpty() && configuration.engine().kind() == EngineSettings.Kind.MODERN_EBPF) {
            log.warning(
                    "Loaded rules ask for calls that are not watched (base_syscalls takes them away, or they carry so"
                            + " much data that they need base_syscalls.all=true): warning (unsupported-evttype): "
                            + String.join(", ", selection.unservedNames()));
        }
        return selection;
    }
}
