package io.peregrine.app.watch;

import io.peregrine.capture.CaptureSource;
import io.peregrine.config.Configuration;
import io.peregrine.event.Compatibility;
import io.peregrine.event.EventSource;
import io.peregrine.event.SourceException;
import io.peregrine.output.log.Log;
import io.peregrine.pipeline.SourceFeed;
import io.peregrine.probe.Probe;
import io.peregrine.state.EventContext;
import io.peregrine.state.SnapshotLoader;
import io.peregrine.state.StateEngine;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A source that is open, with the tables that describe what it began with. Closing it ends the source.
 *
 * @param feed the events with their tables
 * @param machine what stands behind a live source
 */
record OpenSource(SourceFeed feed, Optional<LiveMachine> machine) implements AutoCloseable {
    /**
     * Opens the source that the configuration names.
     *
     * @param loading where the probe comes from
     * @param calls the system calls to watch, as bits of portable ids
     * @param hostRoot where the host's root directory is mounted, empty for {@code /}
     * @throws SourceException when it cannot be had, in a sentence
     */
    static OpenSource open(Configuration configuration, ProbeLoading loading, BitSet calls, String hostRoot, Log log)
            throws SourceException {
        return switch (configuration.engine().kind()) {
            case REPLAY -> replay(configuration, hostRoot);
            case MODERN_EBPF ->
                LiveMachine.open(configuration.engine(), loading, calls, settings(configuration, hostRoot), log);
            case NODRIVER -> idle(configuration, hostRoot);
        };
    }

    private static OpenSource replay(Configuration configuration, String hostRoot) throws SourceException {
        StateTables tables = StateTables.forReplay(settings(configuration, hostRoot));
        Path file = Path.of(configuration.engine().captureFile());
        return of(CaptureSource.open(file, new SnapshotLoader(tables)), tables);
    }

    private static OpenSource idle(Configuration configuration, String hostRoot) {
        StateTables tables = StateTables.forReplay(settings(configuration, hostRoot));
        return of(new IdleSource(), tables);
    }

    /** Events that do not come from this machine as they happen. */
    static OpenSource of(EventSource source, StateTables tables) {
        return new OpenSource(
                SourceFeed.syscall(source, new EventContext(tables), new StateEngine()), Optional.empty());
    }

    /** The event in hand and the tables. */
    EventContext context() {
        return feed.context();
    }

    private static StateSettings settings(Configuration configuration, String hostRoot) {
        io.peregrine.config.StateSettings state = configuration.state();
        return new StateSettings(
                (int) state.threadTableSize(),
                (long) state.maxMemoryMb() << 20,
                state.purgeInterval().toNanos(),
                state.threadTimeout().toNanos(),
                ProcessHandle.current().pid(),
                hostRoot,
                configuration.exact() ? Compatibility.EXACT : Compatibility.RIGHT);
    }

    /**
     * Watches other system calls from now on, where the source is live.
     *
     * @throws SourceException when the kernel refuses, in a sentence
     */
    void watch(BitSet calls) throws SourceException {
        if (machine.isPresent()) {
            machine.get().probe().watch(calls.stream().boxed().collect(Collectors.toSet()));
        }
    }

    /** The probe behind a live source. */
    Optional<Probe> probe() {
        return machine.map(LiveMachine::probe);
    }

    /** Whether the events come from this machine as they happen. */
    boolean isLive() {
        return machine.isPresent();
    }

    @Override
    public void close() {
        machine.ifPresent(LiveMachine::close);
        feed.events().close();
    }
}
