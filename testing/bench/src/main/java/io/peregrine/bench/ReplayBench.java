package io.peregrine.bench;

import io.peregrine.event.SourceException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Replays a capture again and again in one virtual machine and prints what it took: the first pass, counted from the start of the
 * process, and the median of the measured passes behind the warming ones.
 */
public final class ReplayBench {
    private ReplayBench() {}

    /** Runs the bench; {@link BenchOptions} reads the arguments. */
    public static void main(String[] arguments) {
        try {
            BenchOptions options = BenchOptions.parse(List.of(arguments));
            if (options.mode() == BenchOptions.Mode.FAMILIES) {
                new FamilyReplay(options.capture()).print();
            } else if (options.mode() == BenchOptions.Mode.FILTER) {
                new FilterShare(options.capture(), RulesReplay.plan(options.judging())).print();
            } else {
                run(options);
            }
        } catch (IllegalArgumentException | SourceException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(BenchOptions options) throws SourceException {
        Replay replay = options.replay();
        Pass first = pass(replay);
        long sinceStart = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        System.out.println(first.describe("cold"));
        System.out.printf(
                Locale.ROOT, "       from process start to the end of the first pass %.3f s%n", sinceStart / 1e3);
        for (int i = 1; i < options.warming(); i++) {
            pass(replay);
        }
        List<Pass> measured = new ArrayList<>();
        for (int i = 0; i < options.measured(); i++) {
            measured.add(pass(replay));
        }
        measured.sort(Comparator.comparingLong(pass -> pass.usage().wallNanos()));
        if (!measured.isEmpty()) {
            System.out.println(measured.get(measured.size() / 2).describe("warm"));
            measured.sort(Comparator.comparingLong(pass -> pass.usage().threadNanos()));
            System.out.println(measured.getFirst().describe("best"));
        }
        System.out.println("       peak memory " + ProcessUsage.peakMegabytes() + " MB");
    }

    private static Pass pass(Replay replay) throws SourceException {
        ProcessUsage before = ProcessUsage.now();
        Replay.Counts counts = replay.run();
        return new Pass(counts, ProcessUsage.now().since(before));
    }
}
