package io.peregrine.app.hunt;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.rules.ReplayEquipment;
import io.peregrine.app.rules.SystemHostNames;
import io.peregrine.app.terminal.Progress;
import io.peregrine.config.Configuration;
import io.peregrine.output.log.Log;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Judges captures on a fixed number of threads, the largest first, so that no thread is left alone with one at the end. What is in memory is what the threads work
 * on; of a capture that was judged its finding stays.
 */
final class Hunters {
    /** Room for conditions that nest as deep as the language allows, as on the main thread. */
    private static final long STACK_BYTES = 64L << 20;

    private static final long PROGRESS_MILLIS = 100;

    private final Configuration configuration;
    private final Surroundings with;
    private final Queue<Path> waiting = new ConcurrentLinkedQueue<>();
    private final Map<Path, CaptureHunt> hunts = new HashMap<>();
    private final Map<Path, CaptureFinding> found = new HashMap<>();
    private final List<Path> captures;
    private long eventsFound;
    private long bytesFound;
    private final long bytesOfAll;

    /**
     * What hunters work with besides the configuration.
     *
     * @param environment what surrounds the command
     * @param hosts the names of hosts
     * @param lines where alerts go
     * @param log where troubles go
     */
    record Surroundings(CommandEnvironment environment, SystemHostNames hosts, HuntLines lines, Log log) {}

    Hunters(List<Path> captures, Configuration configuration, Surroundings with) {
        this.captures = captures;
        this.configuration = configuration;
        this.with = with;
        bytesOfAll = captures.stream().mapToLong(CaptureFiles::size).sum();
        captures.stream()
                .sorted(Comparator.comparingLong(CaptureFiles::size).reversed())
                .forEach(waiting::add);
    }

    /**
     * Judges all captures.
     *
     * @param jobs how many at once
     * @param progress told how far they are
     * @return what was found, in the order of the captures
     * @throws CommandFailure when the rules cannot be loaded
     */
    List<CaptureFinding> run(int jobs, Progress progress) throws CommandFailure {
        if (!ReplayEquipment.isShared(configuration)) {
            make().close(); // what is wrong with rules or plugins is said once
            run(jobs, progress, this::judgeAlone);
        } else {
            try (ReplayEquipment equipment = make()) {
                run(jobs, progress, capture -> hunt(capture).run(equipment));
            }
        }
        return captures.stream().map(found::get).toList();
    }

    private ReplayEquipment make() throws CommandFailure {
        return ReplayEquipment.make(configuration, with.environment(), with.hosts(), with.log());
    }

    private interface Judging {
        CaptureFinding judge(Path capture);
    }

    private CaptureFinding judgeAlone(Path capture) {
        try (ReplayEquipment equipment = make()) {
            return hunt(capture).run(equipment);
        } catch (CommandFailure e) {
            return CaptureFinding.unreadable(capture, e.getMessage());
        }
    }

    private synchronized CaptureHunt hunt(Path capture) {
        CaptureHunt hunt = new CaptureHunt(capture, configuration, with.lines(), with.log());
        hunts.put(capture, hunt);
        return hunt;
    }

    private void run(int jobs, Progress progress, Judging judging) {
        List<Thread> threads = new ArrayList<>();
        IntStream.range(0, Math.min(jobs, captures.size()))
                .forEach(i -> threads.add(Thread.ofPlatform()
                        .name("hunter-" + i)
                        .daemon()
                        .stackSize(STACK_BYTES)
                        .start(() -> work(judging))));
        try {
            for (Thread thread : threads) {
                while (!thread.join(Duration.ofMillis(PROGRESS_MILLIS))) {
                    show(progress);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Judging judging) {
        for (Path capture = waiting.poll(); capture != null; capture = waiting.poll()) {
            note(capture, with.lines().hasFailed() ? CaptureFinding.unreadable(capture, "") : judged(capture, judging));
        }
    }

    private static CaptureFinding judged(Path capture, Judging judging) {
        try {
            return judging.judge(capture);
        } catch (RuntimeException e) {
            return CaptureFinding.unreadable(
                    capture, "It ended by a mistake in Peregrine or in a plugin (" + e + "); please report it.");
        }
    }

    private synchronized void note(Path capture, CaptureFinding finding) {
        hunts.remove(capture);
        found.put(capture, finding);
        eventsFound += finding.events();
        bytesFound += CaptureFiles.size(capture);
    }

    private synchronized void show(Progress progress) {
        long events = eventsFound;
        double bytes = bytesFound;
        for (Map.Entry<Path, CaptureHunt> running : hunts.entrySet()) {
            events += running.getValue().handled();
            bytes += running.getValue().share() * CaptureFiles.size(running.getKey());
        }
        progress.at(
                "Hunting, " + found.size() + " of " + captures.size() + " captures done",
                events,
                bytesOfAll == 0 ? -1 : bytes / bytesOfAll);
    }
}
