package io.peregrine.container.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A socket at which a runtime may listen, now or later.
 *
 * @param engine the engine's name in configurations
 * @param path where it is, behind the host's root
 * @param opening makes a client
 */
public record RuntimeSocket(String engine, Path path, Opening opening) {
    /** Makes a client of a socket that is there. */
    @FunctionalInterface
    public interface Opening {
        RuntimeClient open(Path socket) throws IOException;
    }

    boolean isThere() {
        return Files.exists(path);
    }

    @Override
    public String toString() {
        return engine + " at " + path;
    }
}
