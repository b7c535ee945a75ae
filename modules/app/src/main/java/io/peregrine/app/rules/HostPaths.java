package io.peregrine.app.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where the host's files are to be found, whose root directory is mounted somewhere here, whole or in part. Links are followed as on the host: an absolute one begins at the host's root again, which
 * on this side of the mount is another place.
 *
 * @param root where the host's root is mounted
 */
record HostPaths(Path root) {
    private static final int MOST_LINKS = 40;
    private static final Path FORMER_RUN = Path.of("var/run");
    private static final Path RUN = Path.of("run");

    /** Where a path of the host, with or without a slash before it, is found here; what is not there yet is taken as it is written. */
    Path of(String path) {
        return root.getNameCount() == 0 ? root.resolve(relative(Path.of(path))) : today(end(path));
    }

    /** Where the links on the way of a path lead; what is not there yet is taken as it is written. */
    Path end(String path) {
        Deque<Path> left = new ArrayDeque<>();
        relative(Path.of(path)).forEach(left::add);
        Path here = root;
        int links = 0;
        while (!left.isEmpty()) {
            Path next = here.resolve(left.removeFirst()).normalize();
            if (links < MOST_LINKS && Files.isSymbolicLink(next)) {
                links++;
                Path target = target(next);
                here = target.isAbsolute() ? root : here;
                prepend(relative(target), left);
            } else {
                here = next.startsWith(root) ? next : root;
            }
        }
        return here;
    }

    /** Every system of today has {@code /var/run} as a link to {@code /run}; where only this is mounted, the link is not there. */
    private Path today(Path path) {
        Path former = root.resolve(FORMER_RUN);
        return path.startsWith(former) && !Files.exists(former)
                ? root.resolve(RUN).resolve(former.relativize(path))
                : path;
    }

    private static Path relative(Path path) {
        return path.isAbsolute() ? path.getRoot().relativize(path) : path;
    }

    private static void prepend(Path names, Deque<Path> left) {
        for (int i = names.getNameCount() - 1; i >= 0; i--) {
            left.addFirst(names.getName(i));
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException | InvalidPathException e) {
            return link.getFileName();
        }
    }
}
