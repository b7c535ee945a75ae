package io.peregrine.state.proc;

import io.peregrine.event.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The host's files through the JDK, below a root directory. */
public final class SystemFiles implements ProcFiles {
    private static final String ATTRIBUTES = "unix:mode,ino,dev,uid,gid,ctime,lastModifiedTime";

    private final String root;

    /** The files below a directory where the host's root is mounted, {@code ""} for the root itself. */
    public SystemFiles(String hostRoot) {
        root = hostRoot;
    }

    private Path path(String path) {
        return Path.of(root + path);
    }

    @Override
    public Optional<ByteString> read(String path, int limit) {
        try {
            Path file = path(path);
            return Files.isRegularFile(file) ? Optional.of(beginning(file, limit)) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static ByteString beginning(Path file, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ByteString.wrap(in.readNBytes(limit));
        }
    }

    @Override
    public Optional<ByteString> link(String path) {
        try {
            return Optional.of(bytes(Files.readSymbolicLink(path(path))));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The bytes of a path, which its text does not keep where they are no characters of the locale; its URI does. */
    private static ByteString bytes(Path target) {
        String text = target.toString();
        boolean plain = text.chars().allMatch(c -> c < 0x80 && c != '?');
        if (plain || !target.isAbsolute()) {
            return ByteString.of(text);
        }
        byte[] escaped = target.toUri().getRawPath().getBytes(StandardCharsets.US_ASCII);
        byte[] raw = new byte[escaped.length];
        int length = 0;
        for (int i = 0; i < escaped.length; i++) {
            if (escaped[i] == '%') {
                raw[length++] = (byte) Integer.parseInt(new String(escaped, i + 1, 2, StandardCharsets.US_ASCII), 16);
                i += 2;
            } else {
                raw[length++] = escaped[i];
            }
        }
        boolean closed = length > 1 && raw[length - 1] == '/';
        return ByteString.copy(raw, 0, closed ? length - 1 : length);
    }

    @Override
    public List<String> list(String path) {
        List<String> names = new ArrayList<>();
        try (Stream<Path> entries = Files.list(path(path))) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            return names;
        }
        return names;
    }

    @Override
    public Optional<Object> key(String path) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(path(path), BasicFileAttributes.class).fileKey());
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<FileStatus> status(String path) {
        try {
            Map<String, Object> found = Files.readAttributes(path(path), ATTRIBUTES);
            return Optional.of(new FileStatus(
                    (Integer) found.get("mode"),
                    (Long) found.get("ino"),
                    (Long) found.get("dev"),
                    (Integer) found.get("uid"),
                    (Integer) found.get("gid"),
                    nanos(found.get("ctime")),
                    nanos(found.get("lastModifiedTime"))));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static long nanos(Object time) {
        return ((FileTime) time).to(TimeUnit.NANOSECONDS);
    }
}
