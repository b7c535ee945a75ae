package io.peregrine.bench.live;

import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.probe.EntryChoice;
import io.peregrine.probe.EntryWay;
import io.peregrine.probe.KernelFilterTerms;
import io.peregrine.probe.Probe;
import io.peregrine.probe.ProbeSource;
import io.peregrine.probe.ProbeSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A probe for each choice of entry programs, of which one watches at a time, and whose events are read and thrown away by threads of their own: the
 * cost of being watched without that of judging.
 */
final class Drain implements AutoCloseable {
    private final Map<EntryChoice, ProbeSource> sources = new EnumMap<>(EntryChoice.class);
    private final List<Thread> readers = new ArrayList<>();
    private volatile boolean running = true;

    Drain() throws SourceException {
        open(EntryChoice.AUTO);
        if (hasFunctions()) {
            open(EntryChoice.TRACEPOINT);
        }
        open(EntryChoice.SYS_ENTER);
    }

    private void open(EntryChoice choice) throws SourceException {
        ProbeSource source = Probe.open(ProbeSpec.of(Set.of()).with(choice));
        sources.put(choice, source);
        readers.add(Thread.ofPlatform().start(() -> read(source)));
    }

    private void read(ProbeSource source) {
        EventView view = new EventView();
        try {
            while (running && source.next(view) != Outcome.END) {
                // the events themselves are of no interest here
            }
        } catch (SourceException e) {
            System.err.println(e.getMessage());
        }
    }

    /**
     * Watches these calls from now on; none takes every program out of the kernel's way.
     *
     * @param early whether arguments that another thread could rewrite are taken when a call begins
     */
    void watch(Set<Integer> interest, boolean early, EntryChoice choice) throws SourceException {
        for (Map.Entry<EntryChoice, ProbeSource> source : sources.entrySet()) {
            source.getValue().probe().watch(source.getKey() == choice ? interest : Set.of(), early);
        }
    }

    /** Whether this kernel lets programs stand at its functions, which is the way that is taken then. */
    boolean hasFunctions() {
        return sources.get(EntryChoice.AUTO).probe().entryWay().place() == EntryWay.Place.FUNCTION;
    }

    /** Leaves out in the kernel what a filter says. */
    void leaveOut(KernelFilterTerms filter) throws SourceException {
        for (ProbeSource source : sources.values()) {
            source.probe().leaveOut(filter);
        }
    }

    @Override
    public void close() {
        running = false;
        try {
            for (Thread reader : readers) {
                reader.join();
            }
            sources.values().forEach(ProbeSource::close);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
