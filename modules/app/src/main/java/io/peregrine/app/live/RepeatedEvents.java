package io.peregrine.app.live;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/**
 * Recorded events again and again, each round as if it came behind the one before. What is recorded is {@code testing/workloads/ordinary}: shells, a
 * compiler, files, pipes, connections; {@code testing/bench/run --warm-workload} makes the file out of a capture of it. Used by one thread.
 */
final class RepeatedEvents implements EventSource {
    private static final String RESOURCE = "workload.events.gz";

    private final byte[] events;
    private final int rounds;
    private final long begin;
    private int at;
    private long past;
    private long last;
    private int round;

    private RepeatedEvents(byte[] bytes, int rounds) {
        this.rounds = rounds;
        events = bytes;
        EventView first = new EventView();
        first.wrap(events, 0, events.length, 0);
        begin = first.timestamp();
    }

    /** The shipped workload so many times. The thread that calls this owns the source. */
    static RepeatedEvents shipped(int rounds) {
        try (InputStream packed = RepeatedEvents.class.getResourceAsStream(RESOURCE);
                InputStream plain = new GZIPInputStream(packed)) {
            return new RepeatedEvents(plain.readAllBytes(), rounds);
        } catch (IOException e) {
            throw new UncheckedIOException("The recorded workload " + RESOURCE + " cannot be read.", e);
        }
    }

    @Override
    public Outcome next(EventView view) throws SourceException {
        if (at == events.length) {
            at = 0;
            past += last - begin;
            round++;
        }
        if (round == rounds) {
            return Outcome.END;
        }
        if (!view.wrap(events, at, events.length - at, 0)) {
            throw new SourceException("the recorded workload is damaged at byte " + at);
        }
        at += view.length();
        last = view.timestamp();
        view.retime(last + past);
        return Outcome.EVENT;
    }

    @Override
    public void close() {}
}
