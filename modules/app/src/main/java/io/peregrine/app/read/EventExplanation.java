package io.peregrine.app.read;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Invocation.Explained;
import io.peregrine.app.terminal.Progress;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.authoring.explain.Explainer;
import io.peregrine.authoring.explain.ExplanationJson;
import io.peregrine.authoring.explain.ExplanationText;
import io.peregrine.authoring.explain.Truths;
import io.peregrine.authoring.ruletest.TestedRules;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.event.SourceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/** Explains events of a capture. */
public final class EventExplanation {
    /** More near misses are hardly read. */
    private static final int MOST_NEAR_MISSES = 50;

    private final Terminal terminal;
    private final Path capture;
    private final TestedRules.Fields fields;

    /** Explanations of events of this capture, whose rules use these fields. */
    public EventExplanation(Terminal terminal, Path capture, TestedRules.Fields fields) {
        this.terminal = terminal;
        this.capture = capture;
        this.fields = fields;
    }

    /**
     * Prints the explanations that are asked for.
     *
     * @param rules the rules, enabled or not
     * @throws CommandFailure when there is no such rule or no such event
     * @throws SourceException when the capture cannot be read
     */
    public void print(List<RuleDefinition> rules, Explained asked) throws CommandFailure, SourceException {
        List<RuleDefinition> chosen = asked.rule().isEmpty()
                ? rules
                : rules.stream()
                        .filter(rule -> rule.label().name().equals(asked.rule().get()))
                        .toList();
        if (chosen.isEmpty()) {
            throw new CommandFailure(
                    "There is no rule '" + asked.rule().orElse("") + "' in the rules files; -L lists them.");
        }
        if (asked.event().isEmpty()) {
            nearMisses(new Explainer(chosen.getFirst(), fields.catalog(), fields.text()), asked.json());
            return;
        }
        long number = asked.event().getAsLong();
        int printed = 0;
        for (RuleDefinition rule : chosen) {
            Explainer explainer = new Explainer(rule, fields.catalog(), fields.text());
            Truths truths = event(explainer, number);
            if (asked.rule().isPresent() || explainer.matched(truths)) {
                show(explainer, truths, asked.json());
                printed++;
            }
        }
        if (printed == 0 && !asked.json()) {
            terminal.print("No rule matches event " + number + "; name one with --rule to see why it does not.");
        }
    }

    private Truths event(Explainer explainer, long number) throws CommandFailure, SourceException {
        List<Truths> found = new ArrayList<>();
        AtomicLong last = new AtomicLong();
        replay(
                explainer,
                event -> {
                    last.set(event);
                    return event == number;
                },
                found::add,
                () -> !found.isEmpty());
        if (found.isEmpty()) {
            throw new CommandFailure("The capture " + capture + " has no event " + number
                    + " that rules see; the last one is " + last.get() + ".");
        }
        return found.getFirst();
    }

    private void nearMisses(Explainer explainer, boolean json) throws CommandFailure, SourceException {
        List<Truths> found = new ArrayList<>();
        replay(
                explainer,
                event -> true,
                truths -> {
                    if (explainer.almost(truths) && found.size() < MOST_NEAR_MISSES) {
                        found.add(truths);
                    }
                },
                () -> found.size() == MOST_NEAR_MISSES);
        ExplanationText text = new ExplanationText(explainer, word -> word);
        for (Truths truths : found) {
            terminal.print(json ? ExplanationJson.of(explainer, truths) : text.nearMiss(truths));
        }
        if (found.isEmpty() && !json) {
            terminal.print("No event of " + capture + " failed by one comparison alone.");
        }
    }

    private void show(Explainer explainer, Truths truths, boolean json) throws CommandFailure {
        terminal.print(
                json
                        ? ExplanationJson.of(explainer, truths)
                        : new ExplanationText(
                                        explainer, word -> terminal.style().heading(word))
                                .of(truths));
    }

    private void replay(Explainer explainer, LongPredicate wanted, Consumer<Truths> told, BooleanSupplier enough)
            throws SourceException {
        try (Progress progress = terminal.progress(true);
                CaptureReplay replay =
                        CaptureReplay.open(capture, new CaptureReplay.Surroundings(progress, terminal::warn))) {
            replay.run(explainer.stages(wanted, told), enough);
        }
    }
}
