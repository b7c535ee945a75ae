package io.peregrine.bench.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What the engine itself uses while events come at a known rate, and the highest rate of one producer at which none is lost, with rings of
 * the default size and the shipped rules. Takes about a minute and a half.
 */
final class EngineLoad {
    private static final int[] RATES = {0, 100_000, 200_000, 300_000, 400_000, 500_000, 600_000, 800_000, 1_100_000};
    private static final String WARM_UP_SECONDS = "5";
    private static final String SECONDS = "6";
    private static final long SETTLE_MILLIS = 1500;

    private final Path folder;
    private final CProgram producer;

    EngineLoad(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        producer = CProgram.compile(folder, "producer");
    }

    void measure() throws IOException, InterruptedException {
        System.out.printf(
                "%12s %12s %12s %12s %14s %12s%n",
                "asked/s", "made/s", "dropped", "dropped %", "engine CPU %", "ns/event");
        try (Engine engine = Engine.start(folder)) {
            Thread.sleep(SETTLE_MILLIS);
            System.out.printf("resident at start: %d MB%n", engine.megabytes("VmRSS"));
            producer.run("200000", WARM_UP_SECONDS);
            for (int rate : RATES) {
                row(engine, rate);
            }
            System.out.println("as fast as one producer can, then two:");
            unbounded(engine, 1);
            unbounded(engine, 2);
            System.out.printf("resident: %d MB, at most %d MB%n", engine.megabytes("VmRSS"), engine.megabytes("VmHWM"));
        }
    }

    private void row(Engine engine, int rate) throws IOException, InterruptedException {
        long dropped = engine.metric("scap_n_drops_total");
        double used = engine.processorSeconds();
        long begin = System.nanoTime();
        double made = 0;
        if (rate == 0) {
            TimeUnit.SECONDS.sleep(Long.parseLong(SECONDS));
        } else {
            made = Double.parseDouble(
                    producer.run(Integer.toString(rate), SECONDS).getFirst());
        }
        print(rate, made, used, begin, dropped, engine);
    }

    private void unbounded(Engine engine, int producers) throws IOException, InterruptedException {
        long dropped = engine.metric("scap_n_drops_total");
        double used = engine.processorSeconds();
        long begin = System.nanoTime();
        Process other = producers == 2 ? producer.start("0", SECONDS) : null;
        double made = Double.parseDouble(producer.run("0", SECONDS).getFirst());
        if (other != null) {
            made += Double.parseDouble(new String(other.getInputStream().readAllBytes()).strip());
        }
        print(-1, made, used, begin, dropped, engine);
    }

    private static void print(int rate, double made, double used, long begin, long dropped, Engine engine)
            throws IOException, InterruptedException {
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpu = (engine.processorSeconds() - used) / seconds;
        Thread.sleep(SETTLE_MILLIS);
        long lost = engine.metric("scap_n_drops_total") - dropped;
        System.out.printf(
                "%12s %12.0f %12d %12.1f %14.1f %12.0f%n",
                rate < 0 ? "all" : Integer.toString(rate),
                made,
                lost,
                made > 0 ? 100 * lost / (made * seconds) : 0,
                100 * cpu,
                made > 0 ? cpu / made * 1e9 : 0);
    }
}
