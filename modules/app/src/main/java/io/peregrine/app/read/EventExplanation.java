package io.peregrine.app.read;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.live.OpenSource;
import io.peregrine.app.terminal.Progress;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.authoring.explain.Explainer;
import io.peregrine.authoring.explain.ExplanationJson;
import io.peregrine.authoring.explain.ExplanationText;
import io.peregrine.authoring.explain.Truths;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.Stages;
import io.peregrine.pipeline.StopRequest;
import io.peregrine.recorder.EventFilter;
import io.peregrine.schema.EventCodes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Explains events of an open source, a capture or this machine. Used once, by the thread that owns the source. */
public final class EventExplanation {
    /** More near misses are hardly read. */
    private static final int MOST_NEAR_MISSES = 50;

    private final Terminal terminal;
    private final OpenSource source;
    private final Questions questions;
    private final StopRequest stop;
    private int found;
    private long last;

    /**
     * What is asked.
     *
     * @param rules the rules that are asked about, enabled or not
     * @param named whether they were named, so that one that does not match is explained too
     * @param catalogs the fields of each event source
     * @param text how values are printed
     * @param json print JSON
     */
    public record Questions(
            List<RuleDefinition> rules, boolean named, Map<String, Catalog> catalogs, ValueText text, boolean json) {
        public Questions {
            rules = List.copyOf(rules);
            catalogs = Map.copyOf(catalogs);
        }
    }

    /** Explanations of events of this source, until a stop is asked for. */
    public EventExplanation(Terminal terminal, OpenSource source, Questions questions, StopRequest stop) {
        this.terminal = terminal;
        this.source = source;
        this.questions = questions;
        this.stop = stop;
    }

    /**
     * Explains the event with a number.
     *
     * @throws CommandFailure when there is none
     * @throws SourceException when the capture cannot be read
     */
    public void event(long number) throws CommandFailure, SourceException {
        first(event -> event.number() == number);
        if (found == 0) {
            throw new CommandFailure(
                    "The capture has no event " + number + " that rules see; the last one is " + last + ".");
        }
    }

    /**
     * Explains the first event that a filter accepts.
     *
     * @throws SourceException when the source is lost
     */
    public void next(EventFilter filter) throws CommandFailure, SourceException {
        first(filter);
        if (found == 0) {
            terminal.warn("No event met the filter before the end.");
        }
    }

    private void first(EventFilter filter) throws CommandFailure, SourceException {
        StringBuilder text = new StringBuilder();
        run(event -> {
            last = event.number();
            if (found == 0 && filter.accepts(event)) {
                found++;
                stop.stop();
                text.append(explained(event));
            }
        });
        terminal.print(text.toString());
    }

    private String explained(EventView event) {
        SourceName name = sourceOf(event);
        StringBuilder text = new StringBuilder();
        for (RuleDefinition rule : questions.rules()) {
            if (!rule.label().source().equals(name.name())) {
                text.append(questions.named() ? otherSource(rule, event, name) : "");
                continue;
            }
            Explainer explainer = explainer(rule);
            Truths truths = explainer.explain();
            if (questions.named() || explainer.matched(truths)) {
                text.append(
                        questions.json()
                                ? ExplanationJson.of(explainer, truths) + "\n"
                                : new ExplanationText(
                                                explainer,
                                                word -> terminal.style().heading(word))
                                        .of(truths));
            }
        }
        return text.isEmpty() && !questions.json()
                ? "No rule matches event " + event.number() + " ("
                        + event.descriptor().name() + "); name one with --rule to see why it does not.\n"
                : text.toString();
    }

    private String otherSource(RuleDefinition rule, EventView event, SourceName name) {
        return questions.json()
                ? ExplanationJson.ofAnotherSource(rule.label(), event, name.name()) + "\n"
                : "The rule '" + rule.label().name() + "' does not match event " + event.number() + " ("
                        + event.descriptor().name() + "): it sees events of the source "
                        + rule.label().source() + ", and this one is of " + name.name() + ".\n";
    }

    private Explainer explainer(RuleDefinition rule) {
        Catalog catalog = questions.catalogs().get(rule.label().source());
        return new Explainer(rule, new Explainer.Means(catalog, questions.text(), source.context()));
    }

    /** Only events of plugins and asynchronous ones say which source they are of. */
    private SourceName sourceOf(EventView event) {
        Optional<SourceName> named = event.code() == EventCodes.PLUGINEVENT_E || event.code() == EventCodes.ASYNCEVENT_E
                ? source.feed().among().stream()
                        .filter(known -> known.id() == event.sourceId())
                        .findFirst()
                : Optional.of(source.feed().name());
        return named.orElse(new SourceName("unknown", event.sourceId()));
    }

    /**
     * Prints the events that a rule, the only one asked about, missed by one comparison.
     *
     * @throws SourceException when the capture cannot be read
     */
    public void nearMisses() throws CommandFailure, SourceException {
        RuleDefinition rule = questions.rules().getFirst();
        Explainer explainer = explainer(rule);
        ExplanationText words = new ExplanationText(explainer, word -> word);
        StringBuilder text = new StringBuilder();
        run(event -> {
            if (found == MOST_NEAR_MISSES
                    || !sourceOf(event).name().equals(rule.label().source())) {
                return;
            }
            Truths truths = explainer.explain();
            if (explainer.almost(truths)) {
                found++;
                text.append(questions.json() ? ExplanationJson.of(explainer, truths) : words.nearMiss(truths))
                        .append('\n');
            }
            if (found == MOST_NEAR_MISSES) {
                stop.stop();
            }
        });
        terminal.print(
                text.isEmpty() && !questions.json() ? "No event failed by one comparison alone." : text.toString());
    }

    /** Told of each event, which stands in the context of the source. */
    private interface Hearing {
        void event(EventView event);
    }

    private void run(Hearing hearing) throws SourceException {
        try (Progress progress = terminal.progress(false)) {
            Stages stages =
                    Stages.NONE.withParsers(source.parsers()).withObserver(context -> hearing.event(context.event()));
            Pipeline pipeline = new Pipeline(source.feed(), stages, terminal::warn);
            pipeline.addChore(() -> progress.at("Looking through the events", pipeline.handled(), -1));
            pipeline.endBy(stop);
            pipeline.run();
        }
    }
}
