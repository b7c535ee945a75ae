package io.peregrine.app.hunt;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.live.OpenSource;
import io.peregrine.app.live.ProbeLoading;
import io.peregrine.app.rules.ContainerSetup;
import io.peregrine.app.rules.LoadedRules;
import io.peregrine.app.rules.ReplayEquipment;
import io.peregrine.capture.CaptureSource;
import io.peregrine.config.Configuration;
import io.peregrine.engine.RuleSet;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import io.peregrine.output.log.Log;
import io.peregrine.pipeline.EventObserver;
import io.peregrine.pipeline.Judging;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.Stages;
import io.peregrine.server.metrics.RuleCount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The judging of one capture, from its first event to its last. Owned by one thread; others may ask how far it is. */
final class CaptureHunt {
    private final Path file;
    private final Configuration configuration;
    private final Log log;
    private final HuntLines lines;
    private volatile Optional<Pipeline> running = Optional.empty();
    private volatile double share;

    /** The judging of a file, whose alerts go to these lines and whose troubles to this log. */
    CaptureHunt(Path file, Configuration configuration, HuntLines lines, Log log) {
        this.file = file;
        this.configuration = configuration;
        this.lines = lines;
        this.log = log;
    }

    /** How many events have been handled so far. For any thread. */
    long handled() {
        return running.map(Pipeline::handled).orElse(0L);
    }

    /** How much of the file has been read, from 0 to 1. For any thread. */
    double share() {
        return share;
    }

    /** Judges; what is wrong with the capture stands in what comes back. */
    CaptureFinding run(ReplayEquipment equipment) {
        long begin = System.nanoTime();
        try (OpenSource source = open(equipment)) {
            return run(source, equipment, begin);
        } catch (SourceException | CommandFailure e) {
            return CaptureFinding.unreadable(file, e.getMessage());
        }
    }

    private OpenSource open(ReplayEquipment equipment) throws SourceException {
        return OpenSource.open(
                configuration.replaying(file.toString()),
                new BitSet(),
                new OpenSource.Surroundings(
                        ProbeLoading.none(), "", ContainerSetup.plugin(configuration), equipment.plugins(), log));
    }

    private CaptureFinding run(OpenSource source, ReplayEquipment equipment, long begin) throws CommandFailure {
        LoadedRules rules = equipment.rules();
        long[] counts = new long[rules.set().size()];
        HuntLines.OfCapture own = lines.of(file);
        String host = source.context().tables().machine().hostname().toString();
        Judging judging = new Judging(rules.set(), rules.matching(), (set, rule, context) -> {
            counts[rule]++;
            own.add(set.output(rule).alert(context, host));
        });
        Pipeline pipeline = new Pipeline(
                source.feed(),
                new Stages(source.parsers(), Optional.of(judging), EventObserver.NONE),
                sentence -> log.warning(file + ": " + sentence));
        pipeline.addChore(own::tick);
        if (source.feed().events() instanceof CaptureSource capture) {
            pipeline.addChore(() -> share = Math.max(0, capture.share()));
        }
        pipeline.endWhen(lines::hasFailed);
        equipment.plugins().begin(SourceName.SYSCALL, pipeline);
        running = Optional.of(pipeline);
        Optional<String> failure = Optional.empty();
        try {
            pipeline.run();
        } catch (SourceException e) {
            failure = Optional.of(e.getMessage());
        }
        own.flush();
        return new CaptureFinding(
                file,
                pipeline.judged(),
                new CaptureFinding.Span(
                        source.context().firstTimestamp(), source.context().lastTimestamp()),
                matches(rules.set(), counts),
                Duration.ofNanos(System.nanoTime() - begin),
                failure);
    }

    private static List<RuleCount> matches(RuleSet rules, long[] counts) {
        return IntStream.range(0, counts.length)
                .filter(rule -> counts[rule] > 0)
                .mapToObj(rule -> new RuleCount(rules.rule(rule).label(), counts[rule]))
                .toList();
    }
}
