package io.peregrine.bench.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How often each thread of the engine wakes up a second and how much processor time it takes: when nothing happens, and beside so many events a second as a build makes.
 * What else happens on the machine is in the figures. Takes about a minute.
 */
final class ThreadLoad {
    private static final String BUILD_RATE = "20000";
    private static final int WARM_UP_SECONDS = 20;
    private static final int SECONDS = 10;

    private final Path folder;
    private final CProgram producer;

    ThreadLoad(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        producer = CProgram.compile(folder, "producer");
    }

    /**
     * What a thread has done so far.
     *
     * @param name its name, as long as the kernel keeps it
     * @param sleeps how often it gave its processor back by itself, and so was woken later
     * @param nanos processor time
     */
    private record Use(String name, long sleeps, long nanos) {
        Use since(Use before) {
            return new Use(name, sleeps - before.sleeps, nanos - before.nanos);
        }

        Use and(Use other) {
            return new Use(name, sleeps + other.sleeps, nanos + other.nanos);
        }
    }

    void measure() throws IOException, InterruptedException {
        try (Engine engine = Engine.start(folder)) {
            producer.run(BUILD_RATE, Integer.toString(WARM_UP_SECONDS));
            TimeUnit.SECONDS.sleep(2);
            print("nothing made here", engine, () -> TimeUnit.SECONDS.sleep(SECONDS));
            print(BUILD_RATE + " events a second", engine, () -> producer.run(BUILD_RATE, Integer.toString(SECONDS)));
        }
    }

    /** What goes on while it is measured. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void print(String title, Engine engine, Work work) throws IOException, InterruptedException {
        Map<Path, Use> before = uses(engine.pid());
        long begin = System.nanoTime();
        work.run();
        Map<Path, Use> after = uses(engine.pid());
        double seconds = (System.nanoTime() - begin) / 1e9;
        Map<String, Use> byName = new TreeMap<>();
        after.forEach((thread, use) ->
                byName.merge(use.name, use.since(before.getOrDefault(thread, new Use(use.name, 0, 0))), Use::and));
        List<Use> uses = new ArrayList<>(byName.values());
        uses.sort(Comparator.comparingLong(Use::sleeps).reversed());
        uses.addFirst(uses.stream().reduce(new Use("all threads", 0, 0), Use::and));
        System.out.printf("%s%n%12s %12s%n", title, "wakes/s", "ms/s");
        for (Use use : uses) {
            double wakes = use.sleeps / seconds;
            double millis = use.nanos / 1e6 / seconds;
            if (wakes >= 0.05 || millis >= 0.05) {
                System.out.printf("%12.1f %12.2f  %s%n", wakes, millis, use.name);
            }
        }
    }

    private static Map<Path, Use> uses(long pid) throws IOException {
        Map<Path, Use> uses = new TreeMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                try {
                    uses.put(thread, use(thread));
                } catch (NoSuchFileException e) {
                    // it has ended meanwhile
                }
            }
        }
        return uses;
    }

    private static Use use(Path thread) throws IOException {
        List<String> status = Files.readAllLines(thread.resolve("status"));
        long sleeps = status.stream()
                .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('\t') + 1)))
                .sum();
        long nanos =
                Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
        return new Use(status.getFirst().substring("Name:\t".length()), sleeps, nanos);
    }
}
