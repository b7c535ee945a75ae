package io.peregrine.stress.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the system says of a process.
 *
 * @param residentKb its resident memory in kB
 * @param handles its open descriptors
 * @param threads its threads
 * @param mappings its mapped areas
 */
record EngineFigures(long residentKb, long handles, long threads, long mappings) {
    static EngineFigures of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        return new EngineFigures(
                status(process, "VmRSS:"),
                count(process.resolve("fd")),
                count(process.resolve("task")),
                lines(process.resolve("maps")));
    }

    private static long status(Path process, String key) throws IOException {
        try (Stream<String> lines = Files.lines(process.resolve("status"))) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        }
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        }
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }
}
