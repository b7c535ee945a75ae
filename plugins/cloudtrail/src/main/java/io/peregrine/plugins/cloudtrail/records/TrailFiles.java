package io.peregrine.plugins.cloudtrail.records;

import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginPayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The records of files, one file behind the other. A file that cannot be used is left out from where it is damaged, and told. Owned by one thread. */
public final class TrailFiles implements Iterator<PluginPayload>, AutoCloseable {
    private final Iterator<Path> files;
    private final Consumer<String> told;
    private Optional<TrailFile> open = Optional.empty();
    private String name = "";
    private Optional<PluginPayload> waiting = Optional.empty();

    /**
     * The records of a file, or of the files of a folder and of those below it, by name.
     *
     * @param told takes a sentence for each file and record that is left out
     * @throws PluginException when there are none
     */
    public TrailFiles(Path at, Consumer<String> told) throws PluginException {
        this.files = files(at).iterator();
        this.told = told;
    }

    private static List<Path> files(Path at) throws PluginException {
        try (Stream<Path> found = Files.walk(at)) {
            List<Path> files = found.filter(Files::isRegularFile)
                    .filter(file -> TrailFile.isLog(file.toString()))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new PluginException("cloudtrail plugin error: no json files found in " + at);
            }
            return files;
        } catch (IOException e) {
            throw new PluginException("cloudtrail plugin error: cannot open " + at, e);
        }
    }

    @Override
    public boolean hasNext() {
        while (waiting.isEmpty() && (open.isPresent() || files.hasNext())) {
            try {
                read();
            } catch (DamagedFileException e) {
                leave("The file " + name + " " + e.getMessage() + "; it is left out from there.");
            } catch (IOException e) {
                leave("The file " + name + " cannot be read: " + e.getMessage() + "; it is left out.");
            }
        }
        return waiting.isPresent();
    }

    private void read() throws IOException {
        if (open.isEmpty()) {
            Path file = files.next();
            name = file.toString();
            open = Optional.of(TrailFile.open(name, Files.newInputStream(file), told));
        }
        waiting = open.get().next();
        if (waiting.isEmpty()) {
            close();
        }
    }

    private void leave(String sentence) {
        told.accept(sentence);
        close();
    }

    @Override
    public PluginPayload next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        PluginPayload next = waiting.get();
        waiting = Optional.empty();
        return next;
    }

    @Override
    public void close() {
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (IOException e) {
            // nothing is lost by a file that was only read
        }
        open = Optional.empty();
    }
}
