package io.peregrine.stress.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Runs the product with four plugins and reloads it every second, each time with another changed entry: no event may be missing, no handle left open, and
 * memory stays flat. Arguments: minutes, the folder of the source tree, the engine's command,
 * asynchronous events a second.
 */
public final class PluginSoak {
    private static final long SECOND = 1_000_000_000L;
    private static final long MOST_MORE_HANDLES = 2;
    /** The first third warms up; behind it the collector may still move the bounds of the heap within its limit. */
    private static final double MOST_GROWTH = 1.20;

    private final SoakFolder folder;
    private final Process engine;
    private final List<EngineFigures> minutes = new ArrayList<>();

    private PluginSoak(SoakFolder folder, Process engine) {
        this.folder = folder;
        this.engine = engine;
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[1]);
        SoakFolder folder =
                SoakFolder.make(Files.createTempDirectory("peregrine-soak"), home, Long.parseLong(arguments[3]));
        folder.configure(0);
        Process engine = new ProcessBuilder(
                        arguments[2],
                        "-c",
                        folder.path().resolve("soak.yaml").toString(),
                        "--enable-source",
                        "soak",
                        "--enable-source",
                        "soak_java")
                .redirectOutput(folder.path().resolve("alerts").toFile())
                .redirectError(folder.path().resolve("log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(engine::destroy));
        boolean good = new PluginSoak(folder, engine).run(Double.parseDouble(arguments[0]));
        System.exit(good ? 0 : 1);
    }

    private boolean run(double time) throws IOException, InterruptedException {
        System.out.println("Everything is in " + folder.path() + ".");
        System.out.printf(
                "%8s %8s %14s %10s %8s %8s %8s%n",
                "seconds", "reloads", "events", "memory kB", "handles", "threads", "maps");
        long begin = System.nanoTime();
        long end = begin + (long) (time * 60 * SECOND);
        awaitFirstEvents();
        int turn = 0;
        for (long next = System.nanoTime(); System.nanoTime() < end && engine.isAlive(); next += SECOND) {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
            folder.configure(++turn);
            new ProcessBuilder("kill", "-HUP", Long.toString(engine.pid()))
                    .start()
                    .waitFor();
            if (turn % 20 == 0) {
                note(begin, turn);
            }
        }
        boolean lived = engine.isAlive();
        note(begin, turn);
        engine.destroy();
        boolean ended = engine.waitFor(30, TimeUnit.SECONDS);
        return report(lived, ended, turn);
    }

    private void awaitFirstEvents() throws IOException, InterruptedException {
        Path alerts = folder.path().resolve("alerts");
        for (long end = System.nanoTime() + 120 * SECOND;
                Files.size(alerts) == 0 && engine.isAlive() && System.nanoTime() < end; ) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** What is left then is held by somebody. */
    private void collectGarbage() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        new ProcessBuilder(jcmd.toString(), Long.toString(engine.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void note(long begin, int turn) throws IOException, InterruptedException {
        if (!engine.isAlive()) {
            return;
        }
        collectGarbage();
        EngineFigures figures = EngineFigures.of(engine.pid());
        minutes.add(figures);
        long events =
                Files.exists(folder.lines()) ? SoakCount.of(folder.lines()).events() : 0;
        System.out.printf(
                "%8d %8d %14d %10d %8d %8d %8d%n",
                (System.nanoTime() - begin) / SECOND,
                turn,
                events,
                figures.residentKb(),
                figures.handles(),
                figures.threads(),
                figures.mappings());
    }

    private boolean report(boolean lived, boolean ended, int reloads) throws IOException {
        List<String> faults = new ArrayList<>();
        if (!lived) {
            faults.add("the engine ended by itself");
        }
        if (!ended) {
            faults.add("the engine did not end within 30 seconds");
            engine.destroyForcibly();
        }
        if (!Files.exists(folder.lines())) {
            System.out.println("FAULT nothing was sent; see " + folder.path().resolve("log"));
            return false;
        }
        SoakCount count = SoakCount.of(folder.lines());
        faults.addAll(count.faults());
        long exchanged;
        long failed;
        try (Stream<String> lines = Files.lines(folder.path().resolve("log"))) {
            List<String> log = lines.toList();
            exchanged = log.stream()
                    .filter(line -> line.contains("was exchanged between two events"))
                    .count();
            failed = log.stream()
                    .filter(line -> line.contains("The reload failed"))
                    .count();
            log.stream().filter(line -> line.contains("queue is full")).forEach(faults::add);
        }
        if (failed > 0) {
            faults.add(failed + " reloads failed");
        }
        grows("handles", EngineFigures::handles, 1, MOST_MORE_HANDLES, faults);
        grows("threads", EngineFigures::threads, 1, MOST_MORE_HANDLES, faults);
        grows("kB of memory", EngineFigures::residentKb, MOST_GROWTH, 0, faults);
        System.out.println(count.producers() + " producers sent " + count.events() + " events, " + reloads
                + " reloads were asked for, " + exchanged + " plugins were exchanged.");
        faults.stream().limit(40).forEach(fault -> System.out.println("FAULT " + fault));
        System.out.println(
                faults.isEmpty()
                        ? "No event is missing, no handle is left open, memory is flat."
                        : faults.size() + " faults.");
        return faults.isEmpty();
    }

    /** Compares the last third of the run with the one before it. */
    private void grows(
            String what, ToLongFunction<EngineFigures> figure, double factor, long more, List<String> faults) {
        int third = minutes.size() / 3;
        if (third == 0) {
            return;
        }
        long before = minutes.subList(third, 2 * third).stream()
                .mapToLong(figure)
                .max()
                .orElse(0);
        long last = minutes.subList(2 * third, minutes.size()).stream()
                .mapToLong(figure)
                .max()
                .orElse(0);
        if (last > before * factor + more) {
            faults.add(what + " grew from " + before + " to " + last);
        }
    }
}
