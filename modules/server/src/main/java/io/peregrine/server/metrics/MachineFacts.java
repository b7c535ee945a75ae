package io.peregrine.server.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is known about the machine.
 *
 * @param hostname its name
 * @param kernelRelease its kernel's release
 * @param booted when it was started, in nanoseconds since the epoch
 * @param cpus how many CPUs it has
 */
public record MachineFacts(String hostname, String kernelRelease, long booted, int cpus) {

    /**
     * Reads the facts from /proc.
     *
     * @param proc the folder /proc of the host
     * @param hostname the name to give; when empty, the kernel's
     */
    public static MachineFacts read(Path proc, String hostname) {
        List<String> stat = lines(proc.resolve("stat"));
        long bootSeconds = stat.stream()
                .filter(line -> line.startsWith("btime "))
                .mapToLong(line -> Long.parseLong(line.substring(6).strip()))
                .findFirst()
                .orElse(0);
        int cpus =
                (int) stat.stream().filter(line -> line.matches("cpu[0-9]+ .*")).count();
        String name = hostname.isEmpty() ? first(proc.resolve("sys/kernel/hostname")) : hostname;
        return new MachineFacts(
                name,
                first(proc.resolve("sys/kernel/osrelease")),
                bootSeconds * 1_000_000_000L,
                cpus == 0 ? Runtime.getRuntime().availableProcessors() : cpus);
    }

    private static String first(Path file) {
        return lines(file).stream().findFirst().orElse("");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
