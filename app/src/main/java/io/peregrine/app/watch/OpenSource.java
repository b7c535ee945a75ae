package io.peregrine.app.watch;

import io.peregrine.capture.CaptureSource;
import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.event.EventSource;
import io.peregrine.event.SourceException;
import io.peregrine.probe.Probe;
import io.peregrine.probe.ProbeSource;
import io.peregrine.probe.ProbeSpec;
import io.peregrine.state.EventContext;
import io.peregrine.state.SnapshotLoader;
import io.peregrine.state.StateEngine;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.ThreadPurge;
import io.peregrine.state.proc.PasswordFiles;
import io.peregrine.state.proc.ProcFiles;
import io.peregrine.state.proc.SystemFiles;
import io.peregrine.state.proc.SystemScan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A source that is open, with the tables that describe what it began with. Closing it ends the source.
 *
 * @param source the events
 * @param context the event in hand and the tables
 * @param state what keeps the tables up to date
 * @param probe the probe behind a live source
 */
record OpenSource(EventSource source, EventContext context, StateEngine state, Optional<Probe> probe)
        implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;

    /**
     * Opens the source that the configuration names.
     *
     * @param calls the system calls to watch, as bits of portable ids
     * @param hostRoot where the host's root directory is mounted, empty for {@code /}
     * @throws SourceException when it cannot be had, in a sentence
     */
    static OpenSource open(Configuration configuration, BitSet calls, String hostRoot) throws SourceException {
        return switch (configuration.engine().kind()) {
            case REPLAY -> replay(configuration, hostRoot);
            case MODERN_EBPF -> live(configuration, calls, hostRoot);
            case NODRIVER -> idle(configuration, hostRoot);
        };
    }

    private static OpenSource replay(Configuration configuration, String hostRoot) throws SourceException {
        StateTables tables = StateTables.forReplay(settings(configuration, hostRoot));
        Path file = Path.of(configuration.engine().captureFile());
        return new OpenSource(
                CaptureSource.open(file, new SnapshotLoader(tables)),
                new EventContext(tables),
                new StateEngine(),
                Optional.empty());
    }

    private static OpenSource idle(Configuration configuration, String hostRoot) {
        StateTables tables = StateTables.forReplay(settings(configuration, hostRoot));
        return new OpenSource(new IdleSource(), new EventContext(tables), new StateEngine(), Optional.empty());
    }

    private static OpenSource live(Configuration configuration, BitSet calls, String hostRoot) throws SourceException {
        EngineSettings engine = configuration.engine();
        Set<Integer> interest = calls.stream().boxed().collect(Collectors.toSet());
        ProbeSource source = Probe.open(new ProbeSpec(
                interest,
                1 << (19 + engine.bufferSizePreset()),
                engine.cpusForEachBuffer(),
                configuration.state().snaplen(),
                engine.dropFailedExit()));
        ProcFiles files = new SystemFiles(hostRoot);
        SystemScan scan = new SystemScan(files, OpenSource::wallClock);
        StateTables tables = new StateTables(settings(configuration, hostRoot), scan, new PasswordFiles(files));
        scan.fill(new SnapshotLoader(tables));
        return new OpenSource(
                source,
                new EventContext(tables),
                new StateEngine(ThreadPurge.asking(scan)),
                Optional.of(source.probe()));
    }

    private static StateSettings settings(Configuration configuration, String hostRoot) {
        io.peregrine.config.StateSettings state = configuration.state();
        return new StateSettings(
                (int) state.threadTableSize(),
                (long) state.maxMemoryMb() << 20,
                state.purgeInterval().toNanos(),
                state.threadTimeout().toNanos(),
                ProcessHandle.current().pid(),
                hostRoot);
    }

    /** The time of events: nanoseconds since the epoch. */
    private static long wallClock() {
        Instant now = Instant.now();
        return now.getEpochSecond() * SECOND + now.getNano();
    }

    /**
     * Watches other system calls from now on, where the source is live.
     *
     * @throws SourceException when the kernel refuses, in a sentence
     */
    void watch(BitSet calls) throws SourceException {
        if (probe.isPresent()) {
            probe.get().watch(calls.stream().boxed().collect(Collectors.toSet()));
        }
    }

    /** Whether the events come from this machine as they happen. */
    boolean isLive() {
        return probe.isPresent();
    }

    @Override
    public void close() {
        source.close();
    }
}
