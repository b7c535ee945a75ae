package io.peregrine.app.watch;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.live.DropPart;
import io.peregrine.app.live.KernelReporting;
import io.peregrine.app.live.OpenSource;
import io.peregrine.app.live.PluginStream;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.app.record.RecorderPart;
import io.peregrine.app.reload.Follower;
import io.peregrine.app.reload.Following;
import io.peregrine.app.reload.ReloadPart;
import io.peregrine.app.rules.LoadedRules;
import io.peregrine.config.Configuration;
import io.peregrine.event.SourceName;
import io.peregrine.fields.Field;
import io.peregrine.output.log.Log;
import io.peregrine.pipeline.EventParser;
import io.peregrine.pipeline.Judging;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.PreparedStages;
import io.peregrine.pipeline.Stages;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.host.GroupExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Watches one open source: its pipeline, judged by loaded rules that can be exchanged, and the parts that belong to this source alone.
 */
public final class SourceWatcher implements Follower, AutoCloseable {
    private final OpenSource opened;
    private final MatchReceiver.Destinations destinations;
    private final RecorderPart recorder;
    private final Pipeline pipeline;
    private final List<ReloadPart> parts = new ArrayList<>();
    private final List<AutoCloseable> closing = new ArrayList<>();
    private final long started = System.nanoTime();
    private final Log log;
    private Optional<KernelReporting> reporting = Optional.empty();

    /** A watcher of an open source; the recorder is its first part. */
    public SourceWatcher(
            OpenSource opened,
            LoadedRules rules,
            MatchReceiver.Destinations destinations,
            RecorderPart recorder,
            Log log) {
        this.opened = opened;
        this.destinations = destinations;
        this.recorder = recorder;
        this.log = log;
        closing.add(recorder);
        pipeline = new Pipeline(
                opened.feed(), new Stages(opened.parsers(), Optional.of(judging(rules)), recorder), log::error);
    }

    private Judging judging(LoadedRules rules) {
        return new Judging(rules.set(), rules.matching(), new MatchReceiver(rules, destinations, recorder));
    }

    /** Adds a part that belongs to this source, with what is to be closed when the watch ends. */
    public void add(ReloadPart part, AutoCloseable close) {
        parts.add(part);
        closing.add(close);
    }

    /** Adds what is to be closed when the watch ends. */
    public void add(AutoCloseable close) {
        closing.add(close);
    }

    /**
     * From now on what the kernel reports follows the rules; for these rules at once.
     *
     * @throws CommandFailure when the kernel refuses a program
     */
    public void reportBy(KernelReporting kernel, LoadedRules rules, Configuration configuration, LoadedPlugins plugins)
            throws CommandFailure {
        ReloadPart.Change first =
                kernel.prepare(rules, configuration, readers(pipeline.stages().parsers(), plugins));
        first.apply();
        first.settle();
        reporting = Optional.of(kernel);
    }

    /** The source. */
    public OpenSource opened() {
        return opened;
    }

    /** The way of the source's events. */
    public Pipeline pipeline() {
        return pipeline;
    }

    /** How many events were judged. */
    public long events() {
        return pipeline.judged();
    }

    /** How long ago the watch began. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Here programs are loaded into the kernel, verified and attached, and the scratch of the rules is made. */
    @Override
    public ReloadPart.Change prepare(Following.Loaded next) throws CommandFailure {
        Optional<GroupExchange> plugins = next.plugins().of(name());
        List<EventParser> parsers = plugins.map(
                        group -> parsers(pipeline.stages().parsers(), group))
                .orElse(pipeline.stages().parsers());
        List<ReloadPart.Change> changes = new ArrayList<>();
        try {
            changes.add(recorder.prepare(
                    next.values(), plugins.map(group -> next.plugins().next())));
            for (ReloadPart part : parts) {
                changes.add(part.prepare(next.values()));
            }
            if (reporting.isPresent()) {
                changes.add(reporting
                        .get()
                        .prepare(
                                next.rules(),
                                next.values(),
                                readers(parsers, next.plugins().next())));
            }
        } catch (CommandFailure e) {
            changes.forEach(ReloadPart.Change::discard);
            throw e;
        }
        PreparedStages stages =
                pipeline.prepare(pipeline.stages().withParsers(parsers).withJudging(judging(next.rules())));
        changes.add(() -> pipeline.use(stages));
        return ReloadPart.Change.all(changes);
    }

    /** The parsers with those of other plugins in the place of those that were; behind them only the count of drops looks at every event. */
    private static List<EventParser> parsers(List<EventParser> now, GroupExchange plugins) {
        List<EventParser> all = new ArrayList<>(now);
        all.removeAll(plugins.before().parsers());
        int end = !all.isEmpty() && all.getLast() instanceof DropPart ? all.size() - 1 : all.size();
        all.addAll(end, plugins.after().parsers());
        return all;
    }

    private static KernelReporting.Readers readers(List<EventParser> parsers, LoadedPlugins plugins) {
        Set<String> foreign = plugins.fields(SourceName.SYSCALL).stream()
                .flatMap(family -> family.fields().stream())
                .map(Field::name)
                .collect(Collectors.toSet());
        return new KernelReporting.Readers(parsers, foreign::contains);
    }

    @Override
    public SourceName name() {
        return opened.feed().name();
    }

    /** What a plugin has brought already is lent before it is exchanged. */
    @Override
    public Outcome exchange(ReloadPart.Change change, Following.Loaded next) {
        Optional<GroupExchange> plugins = next.plugins().of(name());
        AtomicReference<Outcome> outcome = new AtomicReference<>(new Outcome.Ended());
        Optional<PluginStream> drained = opened.pluginStream()
                .filter(stream -> plugins.filter(GroupExchange::reopens).isPresent());
        if (drained.isPresent() && !pipeline.exchange(drained.get()::retire)) {
            return gaveUp(outcome.get(), next);
        }
        boolean runs = true;
        AtomicBoolean done = new AtomicBoolean();
        while (runs && !done.get()) {
            runs = pipeline.exchange(() -> {
                if (drained.isEmpty() || drained.get().isDrained()) {
                    outcome.set(apply(change, plugins, next));
                    done.set(true);
                }
            });
        }
        return gaveUp(outcome.get(), next);
    }

    private Outcome gaveUp(Outcome outcome, Following.Loaded next) {
        if (!(outcome instanceof Outcome.Done)) {
            next.plugins().given(name());
        }
        return outcome;
    }

    private Outcome apply(ReloadPart.Change change, Optional<GroupExchange> plugins, Following.Loaded next) {
        if (plugins.isPresent()) {
            try {
                plugins.get().apply(opened.pluginStream().map(stream -> stream));
                next.plugins().inForce(name());
            } catch (PluginException e) {
                return new Outcome.Refused(e.getMessage());
            }
        }
        change.apply();
        return new Outcome.Done();
    }

    /** Ends what belongs to this source, when its pipeline has ended; the source itself stays open. */
    @Override
    public void close() {
        for (AutoCloseable part : closing.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                log.warning("A part did not close cleanly: " + e.getMessage());
            }
        }
        closing.clear();
    }
}
