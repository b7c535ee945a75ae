package io.peregrine.plugins.cloudtrail.records;

import io.peregrine.plugin.PluginPayload;
import io.peregrine.plugin.json.JsonPayload;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of records that is read once from its beginning to its end. A record without time or type is left out and told; an insight is left out silently, as by
 * the published plugin. Owned by one thread.
 */
public final class TrailFile implements Closeable {
    private static final long NANOS = 1_000_000_000L;

    private final String name;
    private final InputStream in;
    private final RecordSplitter records;
    private final Consumer<String> told;
    private final JsonPayload json = new JsonPayload();
    private long position;

    private TrailFile(String name, InputStream in, Consumer<String> told) {
        this.name = name;
        this.in = in;
        this.records = new RecordSplitter(in);
        this.told = told;
    }

    /**
     * Begins to read a file; one whose name ends in {@code .gz} is unpacked.
     *
     * @param packed the file as it lies there, closed with this object or when it cannot be begun
     * @param told takes a sentence for each record that is left out
     * @throws DamagedFileException when it is not packed as its name says
     * @throws IOException when it cannot be read
     */
    public static TrailFile open(String name, InputStream packed, Consumer<String> told) throws IOException {
        try {
            return new TrailFile(name, name.endsWith(".gz") ? new GZIPInputStream(packed, 1 << 16) : packed, told);
        } catch (ZipException | EOFException e) {
            packed.close();
            throw new DamagedFileException("is not packed with gzip");
        } catch (IOException e) {
            packed.close();
            throw e;
        }
    }

    /** Whether a file is one that holds records, by its name; digests lie beside them and hold none. */
    public static boolean isLog(String name) {
        return (name.endsWith(".json") || name.endsWith(".json.gz")) && !name.contains("/CloudTrail-Digest/");
    }

    /** How many records were passed, those that were left out among them. */
    public long position() {
        return position;
    }

    /**
     * Passes records without looking at them, those that were taken when the file was read before.
     *
     * @throws IOException as {@link #next}
     */
    public void skip(long count) throws IOException {
        while (position < count && records().length > 0) {
            position++;
        }
    }

    /**
     * The next record; empty behind the last.
     *
     * @throws DamagedFileException when the file is none of CloudTrail's
     * @throws IOException when it cannot be read
     */
    public Optional<PluginPayload> next() throws IOException {
        for (byte[] record = records(); record.length > 0; record = records()) {
            position++;
            Optional<PluginPayload> payload = payload(record);
            if (payload.isPresent()) {
                return payload;
            }
        }
        return Optional.empty();
    }

    private byte[] records() throws IOException {
        try {
            return records.next();
        } catch (ZipException e) {
            throw new DamagedFileException("is packed wrongly (" + e.getMessage() + ")");
        } catch (EOFException e) {
            throw new DamagedFileException("ends in the middle");
        }
    }

    private Optional<PluginPayload> payload(byte[] record) {
        if (!json.look(record)) {
            told.accept("A record in " + name + " is no JSON; it is left out.");
            return Optional.empty();
        }
        int type = json.get(json.root(), "eventType");
        if (json.isText(type, "AwsCloudTrailInsight")) {
            return Optional.empty();
        }
        try {
            if (json.isText(type)) {
                OffsetDateTime at = OffsetDateTime.parse(json.string(json.get(json.root(), "eventTime")));
                return Optional.of(
                        new PluginPayload(at.toEpochSecond() * NANOS + at.getNano(), json.json(json.root())));
            }
        } catch (DateTimeException e) {
            // said below
        }
        told.accept("A record in " + name + " has no eventTime or no eventType; it is left out.");
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
