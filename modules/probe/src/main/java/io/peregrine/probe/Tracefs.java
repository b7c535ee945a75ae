package io.peregrine.probe;

import io.peregrine.ffi.DetachedMount;
import io.peregrine.ffi.NativeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The file system in which the kernel tells the numbers of its tracepoints.
 *
 * @param folders where it may be mounted; where it is not, it is had without being mounted, if this process may
 * @param type its name in the kernel
 */
record Tracefs(List<Path> folders, String type) {
    /** That of this machine. */
    static Tracefs here() {
        return new Tracefs(List.of(Path.of("/sys/kernel/tracing"), Path.of("/sys/kernel/debug/tracing")), "tracefs");
    }

    /**
     * The numbers of the tracepoints of single calls.
     *
     * @throws IOException when they cannot be had, in a clause why not
     */
    Map<AttachPoint, Integer> numbers(Set<AttachPoint> points) throws IOException {
        for (Path folder : folders) {
            if (Files.isDirectory(folder.resolve("events"))) {
                return numbers(folder, points);
            }
        }
        try (DetachedMount own = DetachedMount.of(type)) {
            return numbers(own.root(), points);
        } catch (NativeException e) {
            throw new IOException(type + " is not mounted at "
                    + folders.stream().map(Path::toString).collect(Collectors.joining(" or ")) + ", and "
                    + e.getMessage());
        }
    }

    private static Map<AttachPoint, Integer> numbers(Path folder, Set<AttachPoint> points) throws IOException {
        Map<AttachPoint, Integer> numbers = new EnumMap<>(AttachPoint.class);
        for (AttachPoint point : points) {
            Path file = folder.resolve("events/syscalls")
                    .resolve(point.tracepoint())
                    .resolve("id");
            try {
                numbers.put(point, Integer.parseInt(Files.readString(file).strip()));
            } catch (IOException | NumberFormatException e) {
                throw new IOException("tracefs tells no number of " + point.tracepoint()
                        + ": the kernel is built without CONFIG_FTRACE_SYSCALLS, or this process may not read it ("
                        + e.getClass().getSimpleName() + ")");
            }
        }
        return numbers;
    }
}
