package io.peregrine.bench.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command behind {@code testing/bench/run --live}: six parts, of which the arguments may name some.
 *
 * <ul>
 *   <li>{@code calls}: what the probe adds to single calls ({@link CallCosts})
 *   <li>{@code window}: how long a name can be rewritten unseen ({@link RewriteWindow})
 *   <li>{@code work}: how much longer a build and a web server's answers take ({@link WorkCosts})
 *   <li>{@code engine}: what the engine itself uses, and how much it bears ({@link EngineLoad})
 *   <li>{@code threads}: how often each thread of the engine wakes up, and what it takes ({@link ThreadLoad})
 *   <li>{@code first-seconds}: what is dropped while the engine is still cold ({@link FirstSeconds})
 * </ul>
 */
public final class LiveBench {
    private static final List<String> PARTS = List.of("calls", "window", "work", "engine", "threads", "first-seconds");

    private static final int TURNS = 16;

    private LiveBench() {}

    /**
     * Arguments: the parts to measure, all when there are none; {@code --beside} and the command line of another engine, as often as wanted, and
     * {@code --turns} and a number are for {@code calls}.
     */
    public static void main(String[] arguments) throws Exception {
        List<String> parts = new ArrayList<>();
        List<String> others = new ArrayList<>();
        int turns = TURNS;
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--beside") && i + 1 < arguments.length) {
                others.add(arguments[++i]);
            } else if (argument.equals("--turns") && i + 1 < arguments.length) {
                turns = Integer.parseInt(arguments[++i]);
            } else {
                parts.add(argument);
            }
        }
        if (parts.isEmpty()) {
            parts.addAll(PARTS);
        }
        if (!PARTS.containsAll(parts)) {
            System.err.println(
                    "usage: testing/bench/run --live [calls] [window] [work] [engine] [threads] [first-seconds]"
                            + " [--beside COMMAND-LINE]... [--turns N]");
            System.exit(2);
        }
        Path folder = Files.createTempDirectory("peregrine-bench");
        try {
            if (parts.contains("calls")) {
                new CallCosts(folder, turns, others).measure().print();
            }
            if (parts.contains("window")) {
                new RewriteWindow(folder).measure();
            }
            if (parts.contains("work")) {
                new WorkCosts(folder).measure().print();
            }
            if (parts.contains("engine")) {
                new EngineLoad(folder).measure();
            }
            if (parts.contains("threads")) {
                new ThreadLoad(folder).measure();
            }
            if (parts.contains("first-seconds")) {
                new FirstSeconds(folder).measure();
            }
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
