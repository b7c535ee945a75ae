package io.peregrine.app.hunt;

import io.peregrine.app.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Captures as users name them: files, and folders that stand for the captures in them. */
final class CaptureFiles {
    private CaptureFiles() {}

    /**
     * The files behind these names, each once; a file that is not there stays, for its own sentence. None is looked for below a folder of a folder.
     *
     * @throws CommandFailure when a folder cannot be listed, or there is no capture at all
     */
    static List<Path> expand(List<Path> named) throws CommandFailure {
        Set<Path> files = new LinkedHashSet<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                addAll(path, files);
            } else {
                files.add(path);
            }
        }
        if (files.isEmpty()) {
            throw new CommandFailure("There is no capture in " + named.getFirst()
                    + ": of a folder the files count whose names end in .scap or .scap.gz.");
        }
        return List.copyOf(files);
    }

    private static void addAll(Path folder, Set<Path> files) throws CommandFailure {
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(entry -> entry.toString().matches(".*\\.scap(\\.gz)?") && Files.isRegularFile(entry))
                    .sorted()
                    .forEach(files::add);
        } catch (IOException e) {
            throw new CommandFailure("The folder " + folder + " cannot be listed: " + e.getMessage() + ".", e);
        }
    }

    /** The bytes of a file, 0 where they cannot be told. */
    static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
