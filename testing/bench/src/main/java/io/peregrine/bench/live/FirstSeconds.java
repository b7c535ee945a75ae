package io.peregrine.bench.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The share of events that is dropped in each of the first five seconds of an engine that starts beside a producer which makes as many as it
 * can: as it is shipped, without warming up before the first event, and without overflow memory; the engine's own counters tell it. Several turns each, one
 * after the other.
 */
final class FirstSeconds {
    private static final int TURNS = 3;
    private static final int SECONDS = 5;
    private static final String PRODUCING_SECONDS = "120";
    private static final long LOOK_MILLIS = 50;

    private final Path folder;
    private final CProgram producer;

    FirstSeconds(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        producer = CProgram.compile(folder, "producer");
    }

    /** What the engine has counted so far. */
    private record Look(double seconds, long made, long dropped) {}

    void measure() throws IOException, InterruptedException {
        System.out.println("up to each second: share of the events dropped since the one before, and events (million)");
        for (int turn = 0; turn < TURNS; turn++) {
            row("as shipped", List.of());
            row("no warm-up", List.of("engine.warm_up=false"));
            row("no overflow", List.of("engine.modern_ebpf.overflow_memory_mb=0"));
        }
    }

    private void row(String label, List<String> settings) throws IOException, InterruptedException {
        Process producing = producer.start("0", PRODUCING_SECONDS);
        try (Engine engine = Engine.start(folder, settings)) {
            print(label, looks(engine));
        } finally {
            producing.destroy();
            producing.waitFor();
        }
    }

    /** A look when the first events are told, and one behind each full second from then on. */
    private static List<Look> looks(Engine engine) throws IOException, InterruptedException {
        List<Look> looks = new ArrayList<>();
        long begin = System.nanoTime();
        while (looks.size() <= SECONDS) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            Look look = new Look(seconds, engine.metric("scap_n_evts_total"), engine.metric("scap_n_drops_total"));
            if (look.made() > 0
                    && (looks.isEmpty() || seconds >= looks.getFirst().seconds() + looks.size())) {
                looks.add(look);
            }
            Thread.sleep(LOOK_MILLIS);
        }
        looks.addFirst(new Look(0, 0, 0));
        return looks;
    }

    private static void print(String label, List<Look> looks) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-12s", label));
        for (int i = 1; i < looks.size(); i++) {
            Look from = looks.get(i - 1);
            Look to = looks.get(i);
            long made = to.made() - from.made();
            line.append(String.format(
                    Locale.ROOT,
                    "  %4.1f s %5.1f %% of %5.2f",
                    to.seconds(),
                    100.0 * (to.dropped() - from.dropped()) / Math.max(1, made),
                    made / 1e6));
        }
        System.out.println(line);
    }
}
