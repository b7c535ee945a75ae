package io.peregrine.bench.live;

import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.probe.AttachPoint;
import io.peregrine.probe.Probe;
import io.peregrine.probe.ProbeSource;
import io.peregrine.probe.ProbeSpec;
import java.util.Set;

/** A probe whose events are read and thrown away by a thread of its own: the cost of being watched without that of judging. */
final class Drain implements AutoCloseable {
    private final ProbeSource source;
    private final Thread reader;
    private volatile boolean running = true;

    Drain() throws SourceException {
        source = Probe.open(ProbeSpec.of(Set.of()));
        reader = Thread.ofPlatform().start(this::read);
    }

    private void read() {
        EventView view = new EventView();
        try {
            while (running && source.next(view) != Outcome.END) {
                // the events themselves are of no interest here
            }
        } catch (SourceException e) {
            System.err.println(e.getMessage());
        }
    }

    /** Watches these calls from now on; none takes every program out of the kernel's way. */
    void watch(Set<Integer> interest, Set<AttachPoint> without) throws SourceException {
        source.probe().watch(interest, without);
    }

    @Override
    public void close() {
        running = false;
        try {
            reader.join();
            source.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
