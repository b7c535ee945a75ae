package io.peregrine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Holds the resident memory of the product against the figure that README.md states, under loads that would fill any table: {@code
 * MemoryProof LAUNCHER [BUDGET_MB [LOAD...]]}. For each {@link MemoryLoad} the launcher replays a capture with rules that read names, command lines,
 * ancestors and files, and the kernel says what was resident at most ({@code VmHWM}). Exit code 1 when a figure is passed.
 */
public final class MemoryProof {
    private static final String RULES = """
            - rule: nothing that happens
              desc: reads what the tables hold
              condition: proc.cmdline contains "no such text" or fd.name contains "no such text" or proc.aname = nobody or proc.env[x] = y
              output: "%proc.cmdline"
              priority: DEBUG
            """;

    private final Path launcher;
    private final Path folder;
    private final int budget;

    private MemoryProof(Path launcher, Path folder, int budget) {
        this.launcher = launcher;
        this.folder = folder;
        this.budget = budget;
    }

    /** Resident memory that the product stays under, in megabytes, for a budget of the state. */
    static long stated(int budgetMegabytes) {
        return 2L * budgetMegabytes + 224;
    }

    /** Runs all loads. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("memory-proof");
        int budget = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 64;
        MemoryProof proof = new MemoryProof(Path.of(arguments[0]), folder, budget);
        boolean held = true;
        try {
            Files.writeString(folder.resolve("rules.yaml"), RULES);
            List<String> chosen = List.of(arguments).subList(Math.min(2, arguments.length), arguments.length);
            List<MemoryLoad> loads = chosen.isEmpty()
                    ? List.of(MemoryLoad.values())
                    : chosen.stream().map(MemoryLoad::valueOf).toList();
            for (MemoryLoad load : loads) {
                held &= proof.run(load);
            }
        } finally {
            for (String name : List.of("rules.yaml", "load.scap.gz", "out")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.delete(folder);
        }
        System.exit(held ? 0 : 1);
    }

    private boolean run(MemoryLoad load) throws IOException, InterruptedException {
        Path capture = folder.resolve("load.scap.gz");
        load.write(capture);
        long start = System.nanoTime();
        Process engine = new ProcessBuilder(
                        launcher.toString(),
                        "-c",
                        "/dev/null",
                        "-r",
                        folder.resolve("rules.yaml").toString(),
                        "-o",
                        "engine.kind=replay",
                        "-o",
                        "engine.replay.capture_file=" + capture,
                        "-o",
                        "stdout_output.enabled=true",
                        "-o",
                        "state.max_memory_mb=" + budget)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        long peak = 0;
        while (engine.isAlive()) {
            peak = Math.max(peak, ProcessUsage.peakMegabytes(engine.pid()));
            Thread.sleep(20);
        }
        boolean held = engine.exitValue() == 0 && peak > 0 && peak <= stated(budget);
        System.out.printf(
                Locale.ROOT,
                "%-18s %,11d   resident at most %d MB, stated %d MB   %.1f s   %s%n",
                load.word(),
                load.count(),
                peak,
                stated(budget),
                (System.nanoTime() - start) / 1e9,
                held ? "held" : "NOT HELD");
        if (engine.exitValue() != 0) {
            System.out.println("The engine ended with code " + engine.exitValue() + ":\n"
                    + Files.readString(folder.resolve("out")));
        }
        return held;
    }
}
