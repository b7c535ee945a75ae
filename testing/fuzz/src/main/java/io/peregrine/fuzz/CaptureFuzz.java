package io.peregrine.fuzz;

import io.peregrine.capture.CaptureSource;
import io.peregrine.capture.record.IgnoredState;
import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.testkit.Mutation;
import io.peregrine.testkit.RecordedCapture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads damaged captures: {@code CaptureFuzz MINUTES [CAPTURE...]}. Whatever the bytes, every event before the damage is delivered and
 * the damage is a {@link SourceException}; anything else is a finding.
 */
public final class CaptureFuzz {
    /** Long enough for all lists and some hundred events. */
    private static final int SEED_SIZE = 1 << 16;

    private CaptureFuzz() {}

    /** Runs for a number of minutes. */
    public static void main(String[] arguments) throws IOException {
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.parseLong(arguments[0])).toNanos();
        List<byte[]> seeds = seeds(Arrays.copyOfRange(arguments, 1, arguments.length));
        Path file = Files.createTempFile("fuzz", ".scap");
        long events = 0;
        long round = 0;
        try {
            for (; System.nanoTime() < end; round++) {
                byte[] seed = seeds.get((int) (round % seeds.size()));
                Files.write(file, new Mutation(round).of(seed));
                events += read(file, round);
            }
        } finally {
            Files.deleteIfExists(file);
        }
        System.out.println(round + " damaged captures with " + events + " readable events: no finding.");
    }

    private static List<byte[]> seeds(String[] captures) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (RecordedCapture capture : RecordedCapture.values()) {
            seeds.add(start(capture.unpacked()));
        }
        for (String capture : captures) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(Path.of(capture)))) {
                seeds.add(start(in.readAllBytes()));
            }
        }
        return seeds;
    }

    private static byte[] start(byte[] capture) {
        return Arrays.copyOf(capture, Math.min(capture.length, SEED_SIZE));
    }

    private static long read(Path file, long round) {
        long events = 0;
        try (CaptureSource source = CaptureSource.open(file, new IgnoredState())) {
            EventView view = new EventView();
            while (source.next(view) == Outcome.EVENT) {
                events++;
                for (int param = 0; param < view.paramCount(); param++) {
                    view.bytes(param);
                }
            }
        } catch (SourceException e) {
            return events;
        } catch (RuntimeException | Error e) {
            throw new IllegalStateException("finding in round " + round, e);
        }
        return events;
    }
}
