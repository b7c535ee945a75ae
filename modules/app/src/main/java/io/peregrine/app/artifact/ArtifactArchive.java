package io.peregrine.app.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A layer: a gzipped tar of few files in one folder. Names with a path, links, devices and whatever else a tar may hold are refused; what is taken is
 * bounded in number and bytes, because a small archive can unpack to a large one.
 *
 * <pre>
 *   ustar header, 512 bytes: name 0..100 | size 124..136 octal | type 156 | prefix 345..500
 * </pre>
 */
final class ArtifactArchive {
    private static final int BLOCK = 512;
    private static final int MOST_FILES = 100;

    private final InputStream in;
    private long room;

    private ArtifactArchive(InputStream in, long largest) {
        this.in = in;
        this.room = largest;
    }

    /**
     * Unpacks an archive into a folder.
     *
     * @param largest the bytes that it may unpack to
     * @return the files
     * @throws IOException when it is damaged, or holds what it must not
     */
    static List<Path> unpack(Path archive, Path folder, long largest) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
            return new ArtifactArchive(in, largest).files(folder);
        }
    }

    private List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        byte[] header = in.readNBytes(BLOCK);
        while (header.length == BLOCK && header[0] != 0) {
            long size = size(header);
            char type = (char) header[156];
            room -= size;
            if (room < 0) {
                throw new IOException("it unpacks to more than is taken");
            }
            if (type == '0' || type == 0) {
                files.add(file(folder, name(header), size));
            } else if (type == 'x' || type == 'g' || type == '5') {
                in.skipNBytes(size);
            } else {
                throw new IOException("the entry '" + name(header) + "' is no plain file");
            }
            in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            if (files.size() > MOST_FILES) {
                throw new IOException("it holds more than " + MOST_FILES + " files");
            }
            header = in.readNBytes(BLOCK);
        }
        return files;
    }

    private Path file(Path folder, String name, long size) throws IOException {
        String plain = name.startsWith("./") ? name.substring(2) : name;
        if (!plain.matches("[A-Za-z0-9_][A-Za-z0-9._+-]*")) {
            throw new IOException("the name '" + name + "' is not that of a file in one folder");
        }
        Path file = folder.resolve(plain);
        long left = size;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[64 << 10];
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("it ends within the file '" + name + "'");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        return file;
    }

    private static String name(byte[] header) {
        String prefix = text(header, 345, 155);
        return (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100);
    }

    private static long size(byte[] header) throws IOException {
        String octal = text(header, 124, 12).strip();
        if (!octal.matches("[0-7]{1,11}")) {
            throw new IOException("it is no tar archive, or a damaged one");
        }
        return Long.parseLong(octal, 8);
    }

    private static String text(byte[] header, int start, int length) {
        int end = start;
        while (end < start + length && header[end] != 0) {
            end++;
        }
        return new String(header, start, end - start, StandardCharsets.UTF_8);
    }
}
