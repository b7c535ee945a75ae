package io.peregrine.plugins.cloudtrail;

import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginPayload;
import io.peregrine.plugin.json.JsonPayload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The records of files {@code {"Records":[...]}}, plain or packed with gzip. A file or a record that cannot be used is left out and told; an insight is left out
 * silently, as by the published plugin.
 */
final class TrailRecords implements Iterator<PluginPayload> {
    /** CloudTrail writes files of some megabytes; one that unpacks to more is not read further. */
    private static final int LARGEST_FILE = 256 << 20;

    private static final long NANOS = 1_000_000_000L;

    private final Iterator<Path> files;
    private final Consumer<String> log;
    private final Queue<PluginPayload> waiting = new ArrayDeque<>();

    TrailRecords(List<Path> files, Consumer<String> log) {
        this.files = List.copyOf(files).iterator();
        this.log = log;
    }

    /**
     * The files of a folder and of those below it, by name; a file is itself.
     *
     * @throws PluginException when there are none
     */
    static List<Path> files(Path at) throws PluginException {
        try (Stream<Path> found = Files.walk(at)) {
            List<Path> files = found.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(".json") || file.toString().endsWith(".json.gz"))
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
        while (waiting.isEmpty() && files.hasNext()) {
            read(files.next());
        }
        return !waiting.isEmpty();
    }

    @Override
    public PluginPayload next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return waiting.remove();
    }

    private void read(Path file) {
        try {
            byte[] text = content(file);
            JsonPayload json = new JsonPayload();
            int records = json.look(text) ? json.get(json.root(), "Records") : JsonPayload.NONE;
            if (!json.isArray(records)) {
                log.accept("The file " + file + " holds no list of CloudTrail records; it is left out.");
                return;
            }
            for (int record = json.first(records);
                    record != JsonPayload.NONE;
                    record = json.following(records, record)) {
                take(json, record, file);
            }
        } catch (IOException e) {
            log.accept("The file " + file + " cannot be read: " + e.getMessage() + "; it is left out.");
        }
    }

    private static byte[] content(Path file) throws IOException {
        try (InputStream plain = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(plain, 1 << 16) : plain) {
            byte[] content = in.readNBytes(LARGEST_FILE + 1);
            if (content.length > LARGEST_FILE) {
                throw new IOException("it is larger than " + (LARGEST_FILE >> 20) + " MB");
            }
            return content;
        }
    }

    private void take(JsonPayload json, int record, Path file) {
        int time = json.get(record, "eventTime");
        int type = json.get(record, "eventType");
        if (json.isText(type, "AwsCloudTrailInsight")) {
            return;
        }
        try {
            OffsetDateTime at = OffsetDateTime.parse(json.string(time));
            if (json.isText(type)) {
                waiting.add(new PluginPayload(at.toEpochSecond() * NANOS + at.getNano(), json.json(record)));
                return;
            }
        } catch (DateTimeException e) {
            // said below
        }
        log.accept("A record in " + file + " has no eventTime or no eventType; it is left out.");
    }
}
