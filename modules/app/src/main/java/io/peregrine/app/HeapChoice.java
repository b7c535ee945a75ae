package io.peregrine.app;

import io.peregrine.config.Configuration;
import io.peregrine.config.LoadedConfiguration;
import io.peregrine.ffi.NativeException;
import io.peregrine.ffi.ProcessImage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The heap that a configuration needs: the first one that is loaded decides. Where it is another than that of this virtual machine, the
 * process starts itself anew with it and everything else as it was. Whoever names a heap in PEREGRINE_JVM_FLAGS keeps that one.
 */
final class HeapChoice implements CommandEnvironment.WhenLoaded {
    private static final String HEAP = "-Xmx";

    /** The launcher's size of the young generation fits its own heap alone; one that PEREGRINE_JVM_FLAGS names behind it stays. */
    private static final String YOUNG = "-Xmn";

    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";
    private static final String MADE = "-Dperegrine.heap.chosen=true";

    /** For rules, queues and classes. */
    private static final long ROOM_FOR_THE_REST = 64;

    /** For what is known of containers: 8 MB in the table of the source and as much in that of the look-ups, twice for those that went lately. */
    private static final long ROOM_FOR_CONTAINERS = 32;

    /** Rules files up to this {@link RulesWeight} in all fit into {@link #ROOM_FOR_THE_REST}. */
    private static final long SMALL_RULES = 32L << 20;

    /** Files below this size do not count. */
    private static final long SMALL_FILE = 255L << 10;

    private final List<String> arguments;
    private final PrintStream err;
    private boolean decided;

    /** A choice for a command line; that there can be none is told to a stream. */
    HeapChoice(List<String> arguments, PrintStream err) {
        this.arguments = List.copyOf(arguments);
        this.err = err;
    }

    /** Whether this process has started itself anew, so that what was said before is not said again. */
    static boolean wasMade() {
        return Boolean.getBoolean("peregrine.heap.chosen");
    }

    @Override
    public void loaded(LoadedConfiguration loaded, int tables) {
        if (decided || wasMade()) {
            return;
        }
        decided = true;
        try {
            List<String> words = ProcessImage.words();
            long rules = roomForRules(files(loaded.values()));
            String wanted = HEAP + megabytes(loaded.values(), tables, rules) + "m";
            List<String> heaps =
                    words.stream().filter(word -> word.startsWith(HEAP)).toList();
            if (heaps.size() == 1 && !heaps.getFirst().equals(wanted)) {
                ProcessImage.replace(anew(words, wanted, rules > 0));
            }
        } catch (IOException | NativeException e) {
            err.println("The heap stays as it is, whatever the configuration needs: " + e.getMessage() + ".");
        }
    }

    private static List<String> anew(List<String> words, String heap, boolean large) {
        String young = words.stream()
                .filter(word -> word.startsWith(YOUNG))
                .findFirst()
                .orElse("");
        List<String> next = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith(HEAP)) {
                next.add(heap);
                next.add(MADE);
            } else if (!word.equals(young) && !(large && word.equals(QUICK_COMPILER))) {
                next.add(word);
            }
        }
        return next;
    }

    /** The heap in megabytes: the budget of each set of tables, as much again for the collector, and room for containers and the rest. */
    static long megabytes(Configuration configuration, int tables, long rules) {
        return 2L * tables * configuration.state().maxMemoryMb() + ROOM_FOR_CONTAINERS + ROOM_FOR_THE_REST + rules;
    }

    /** The files and folders that the configuration and the arguments name; captures are not read into memory. */
    private Set<Path> files(Configuration configuration) {
        Set<Path> files = new LinkedHashSet<>();
        for (String file : configuration.rules().files()) {
            addFile(file, files);
        }
        for (String argument : arguments) {
            if (!argument.contains(".scap") && !argument.contains("capture_file=")) {
                addFile(argument, files);
                addFile(argument.substring(argument.indexOf('=') + 1), files);
                addFile(argument.startsWith("-") && argument.length() > 2 ? argument.substring(2) : "", files);
            }
        }
        return files;
    }

    private static void addFile(String name, Set<Path> files) {
        try {
            if (!name.isEmpty() && Files.exists(Path.of(name))) {
                files.add(Path.of(name).toAbsolutePath().normalize());
            }
        } catch (InvalidPathException _) {
            // an argument that is no path
        }
    }

    /** The megabytes that large rules files need, up to half of the machine's memory. */
    static long roomForRules(Set<Path> files) throws IOException {
        long total = 0;
        for (Path file : files) {
            total += Files.isDirectory(file) ? weightOfFolder(file) : weight(file);
        }
        return total <= SMALL_RULES ? 0 : Math.min(total - SMALL_RULES >> 20, machineMegabytes() / 2);
    }

    private static long weightOfFolder(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .mapToLong(HeapChoice::weight)
                    .sum();
        }
    }

    private static long weight(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) > SMALL_FILE ? RulesWeight.of(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static long machineMegabytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemTotal:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        }
    }
}
