package io.peregrine.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source tree that the tests look at. */
final class Tree {
    private Tree() {}

    /** The folder {@code packaging}. */
    static Path packaging() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("packaging/helm"))) {
            folder = folder.getParent();
        }
        return folder.resolve("packaging");
    }

    /** The unpacked tarballs that {@code packaging/build tar} left behind. */
    static List<Path> built() throws IOException {
        Path target = packaging().resolve("target");
        if (!Files.isDirectory(target)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(target)) {
            return entries.filter(path -> Files.isRegularFile(path.resolve("lib/jvm.options")))
                    .toList();
        }
    }
}
