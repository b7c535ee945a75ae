package io.peregrine.output.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;

/**
 * When a growing file is renamed and begun anew: {@code name} becomes {@code name.1}, which becomes {@code name.2}, and so
 * on; the last one is removed.
 *
 * @param maxSize size in bytes from which on the file is rotated; 0 means never
 * @param maxAge age from which on the file is rotated; zero means never
 * @param maxFiles how many renamed files are kept, at least 1
 */
public record Rotation(long maxSize, Duration maxAge, int maxFiles) {
    /** No rotation. */
    public static final Rotation NEVER = new Rotation(0, Duration.ZERO, 1);

    /** Tells whether a file of this size, begun at this time, is due. */
    public boolean isDue(long size, Instant begun, Instant now) {
        return size > 0 && (maxSize > 0 && size >= maxSize || !maxAge.isZero() && !now.isBefore(begun.plus(maxAge)));
    }

    /** Renames the file and its predecessors. The file must be closed or about to be. */
    public void rotate(Path file) throws IOException {
        for (int number = maxFiles - 1; number >= 1; number--) {
            move(numbered(file, number), numbered(file, number + 1));
        }
        move(file, numbered(file, 1));
    }

    private static Path numbered(Path file, int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            // there is nothing to move yet
        }
    }
}
