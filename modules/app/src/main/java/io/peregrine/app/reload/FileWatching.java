package io.peregrine.app.reload;

import io.peregrine.output.log.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The watch of the files that the configuration in force came from, where it asks for one. Used by one thread at a time. */
public final class FileWatching implements AutoCloseable {
    private record Watched(Set<Path> files, Set<Path> folders) {}

    private final Runnable changed;
    private final Log log;
    private Optional<Watched> watched = Optional.empty();
    private Optional<FileWatch> watch = Optional.empty();

    /** Watches nothing yet; {@code changed} is called when a file changes. */
    public FileWatching(Runnable changed, Log log) {
        this.changed = changed;
        this.log = log;
    }

    /** Watches the files of this configuration from now on. */
    public void follow(Following.Loaded loaded) {
        Optional<Watched> wanted = loaded.values().watchFiles() ? Optional.of(of(loaded)) : Optional.empty();
        if (wanted.equals(watched)) {
            return;
        }
        Optional<FileWatch> before = watch;
        watch = wanted.flatMap(this::open);
        watched = watch.isPresent() ? wanted : Optional.empty();
        before.ifPresent(FileWatch::close);
    }

    private Optional<FileWatch> open(Watched what) {
        try {
            return Optional.of(new FileWatch(what.files(), what.folders(), changed));
        } catch (IOException e) {
            log.warning("Changes of configuration and rules files are not noticed: " + e.getMessage()
                    + ". SIGHUP still reloads.");
            return Optional.empty();
        }
    }

    private static Watched of(Following.Loaded loaded) {
        Set<Path> files = new LinkedHashSet<>();
        Set<Path> folders = new LinkedHashSet<>(loaded.loaded().folders());
        loaded.loaded().files().forEach(file -> add(files, file.path()));
        for (String name : loaded.values().rules().files()) {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                folders.add(path);
            } else {
                add(files, path);
            }
        }
        return new Watched(files, folders);
    }

    /** A file, and where its link leads: either may be what changes. */
    private static void add(Set<Path> files, Path file) {
        files.add(file);
        try {
            files.add(file.toRealPath());
        } catch (IOException e) {
            // it is not there yet; its name is watched
        }
    }

    @Override
    public void close() {
        watch.ifPresent(FileWatch::close);
    }
}
