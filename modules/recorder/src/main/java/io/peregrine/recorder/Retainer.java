package io.peregrine.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Removes the oldest recordings of a prefix, as many as the settings ask for. Runs on the writing thread. */
final class Retainer {
    private final FileNames names;
    private final RecorderSettings.Retention retention;
    private final RecorderCounters counters;

    Retainer(FileNames names, RecorderSettings.Retention retention, RecorderCounters counters) {
        this.names = names;
        this.retention = retention;
        this.counters = counters;
    }

    /** Removes what is too much; a file that cannot be removed stays and is tried again next time. */
    void enforce() {
        if (retention.maxFiles() == 0 && retention.maxTotalBytes() == 0) {
            return;
        }
        List<Path> files = oldestFirst();
        long count = files.size();
        long bytes = files.stream().mapToLong(Retainer::size).sum();
        for (Path file : files.subList(0, Math.max(0, files.size() - 1))) {
            boolean tooMany = retention.maxFiles() > 0 && count > retention.maxFiles();
            boolean tooLarge = retention.maxTotalBytes() > 0 && bytes > retention.maxTotalBytes();
            if (!tooMany && !tooLarge) {
                return;
            }
            long size = size(file);
            if (remove(file)) {
                count--;
                bytes -= size;
                counters.removedFiles().increment();
            }
        }
    }

    private List<Path> oldestFirst() {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(names.folder().toAbsolutePath())) {
            all.filter(names::covers).sorted().forEach(files::add);
        } catch (IOException e) {
            return List.of();
        }
        return files;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private static boolean remove(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            return false;
        }
    }
}
