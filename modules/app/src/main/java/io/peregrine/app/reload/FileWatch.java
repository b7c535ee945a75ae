package io.peregrine.app.reload;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Watches files and folders and calls back when one of them changes. Folders are what the system watches, because files are often replaced and
 * not written: also through a link that is swapped, as Kubernetes does with {@code ..data}.
 */
public final class FileWatch implements AutoCloseable {
    private static final String SWAPPED_LINK = "..data";

    private final WatchService service;
    private final Map<WatchKey, Watched> watched = new HashMap<>();
    private final Runnable changed;

    /**
     * Begins to watch.
     *
     * @param files files whose change counts
     * @param folders folders in which every change of a YAML file counts
     * @throws IOException when the system cannot watch
     */
    public FileWatch(Collection<Path> files, Collection<Path> folders, Runnable changed) throws IOException {
        this.changed = changed;
        service = FileSystems.getDefault().newWatchService();
        for (Path file : files) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && Files.isDirectory(folder)) {
                in(folder).names().add(file.getFileName());
            }
        }
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                WatchKey key = register(folder);
                watched.put(key, new Watched(names(key), true));
            }
        }
        Thread.ofPlatform().daemon().name("file-watch").start(this::run);
    }

    /** What counts in a folder: files of these names, and every YAML file when it is watched as a whole. */
    private record Watched(Set<Path> names, boolean everyYaml) {}

    private Watched in(Path folder) throws IOException {
        return watched.computeIfAbsent(register(folder), ignored -> new Watched(new HashSet<>(), false));
    }

    private Set<Path> names(WatchKey key) {
        Watched known = watched.get(key);
        return known == null ? new HashSet<>() : known.names();
    }

    private WatchKey register(Path folder) throws IOException {
        return folder.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
    }

    private void run() {
        try {
            while (true) {
                WatchKey key = service.take();
                Watched wanted = watched.get(key);
                if (key.pollEvents().stream().anyMatch(event -> counts(event, wanted))) {
                    changed.run();
                }
                key.reset();
            }
        } catch (InterruptedException | ClosedWatchServiceException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean counts(WatchEvent<?> event, Watched wanted) {
        if (!(event.context() instanceof Path name)) {
            return true;
        }
        String text = name.toString();
        boolean yaml = text.endsWith(".yaml") || text.endsWith(".yml");
        return text.equals(SWAPPED_LINK) || wanted.names().contains(name) || (wanted.everyYaml() && yaml);
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new IllegalStateException("A watch of files cannot be closed.", e);
        }
    }
}
