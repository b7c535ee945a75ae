package io.peregrine.app.live;

import io.peregrine.app.plugins.StreamTables;
import io.peregrine.config.EngineSettings;
import io.peregrine.event.SourceException;
import io.peregrine.ffi.SystemCalls;
import io.peregrine.output.log.Log;
import io.peregrine.pipeline.SourceFeed;
import io.peregrine.probe.Probe;
import io.peregrine.probe.ProbeSource;
import io.peregrine.probe.TaskIterators;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.ThreadPurge;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.proc.ProcFiles;
import io.peregrine.state.proc.SystemFiles;
import io.peregrine.state.proc.SystemScan;
import io.peregrine.state.scan.Reconciliation;
import io.peregrine.state.scan.SnapshotLoader;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * This machine as a live source watches it.
 *
 * @param probe the programs in the kernel
 * @param iterators the kernel's own lists of threads and files, where there are any
 * @param scan the look at the system
 */
public record LiveMachine(Probe probe, Optional<TaskIterators> iterators, SystemScan scan) implements AutoCloseable {
    private static final long REST_DELAY_SECONDS = 3;

    /**
     * How the tables of the machine begin.
     *
     * @param prepared the tables, empty, and their scan
     * @param also what is done with them before they are filled
     */
    public record TableStart(StreamTables prepared, Consumer<StateTables> also) {
        /** Nothing but the settings. */
        public static TableStart of(StateSettings settings) {
            return new TableStart(StreamTables.live(settings), tables -> {});
        }
    }

    /**
     * Lets events begin and then fills the tables: what happens meanwhile waits in the rings and wins over what the scan read before it.
     *
     * @param calls the system calls to watch, as bits of portable ids
     * @throws SourceException when the machine cannot be watched, in a sentence
     */
    public static OpenSource open(EngineSettings engine, ProbeLoading loading, BitSet calls, TableStart start, Log log)
            throws SourceException {
        ProbeSource source = loading.take();
        Probe probe = source.probe();
        try {
            probe.watch(calls.stream().boxed().collect(Collectors.toSet()));
            Optional<TaskIterators> iterators = engine.disableIterators() ? Optional.empty() : iterators(loading, log);
            StateTables tables = start.prepared().tables();
            ProcFiles files = new SystemFiles(tables.settings().hostRoot());
            SystemScan scan = iterators
                    .map(list -> new SystemScan(files, probe::now, new ProbeLists(list)))
                    .orElseGet(() -> new SystemScan(files, probe::now));
            start.prepared().scan().become(scan);
            start.also().accept(tables);
            scan.fill(new SnapshotLoader(tables));
            loadTheRest(probe, log);
            return new OpenSource(
                    SourceFeed.syscall(source, new EventContext(tables), new StateEngine(ThreadPurge.asking(scan))),
                    SourceEngine.MODERN_BPF,
                    false,
                    List.of(),
                    Optional.of(new LiveMachine(probe, iterators, scan)));
        } catch (SourceException | RuntimeException e) {
            loading.close();
            source.close();
            throw e;
        }
    }

    /**
     * Loads the programs of calls that nobody asks for yet, so that a reload which does need not wait for them; a little later, to leave the
     * processors to the start. What loading has freed goes back to the system then.
     */
    private static void loadTheRest(Probe probe, Log log) {
        CompletableFuture.delayedExecutor(REST_DELAY_SECONDS, TimeUnit.SECONDS).execute(() -> {
            try {
                probe.loadAll();
            } catch (SourceException e) {
                log.warning("Some calls cannot be watched: " + e.getMessage());
            }
            SystemCalls.returnFreedMemory(); // libbpf has read the kernel's types for each object and freed them
        });
    }

    /** What keeps the tables of this machine right when events are lost. */
    public TableCare care(StateTables tables) {
        return new TableCare(
                () -> DropReports.counts(probe.counters()).drops(),
                System::nanoTime,
                () -> new Reconciliation(tables, scan, probe::now));
    }

    private static Optional<TaskIterators> iterators(ProbeLoading loading, Log log) {
        try {
            return Optional.of(loading.takeIterators());
        } catch (SourceException e) {
            log.info("Threads and descriptors are read from /proc, because the kernel's iterators cannot be used: "
                    + e.getMessage());
            return Optional.empty();
        }
    }

    /** Closes the lists; the probe belongs to the source. */
    @Override
    public void close() {
        iterators.ifPresent(TaskIterators::close);
    }
}
