package io.peregrine.app.live;

import io.peregrine.config.BufferSettings;
import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.event.SourceException;
import io.peregrine.ffi.SystemCalls;
import io.peregrine.probe.EntryChoice;
import io.peregrine.probe.EventClock;
import io.peregrine.probe.KnownTypes;
import io.peregrine.probe.Probe;
import io.peregrine.probe.ProbeSource;
import io.peregrine.probe.ProbeSpec;
import io.peregrine.probe.RingMemory;
import io.peregrine.probe.TaskIterators;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * The loading of the probe on threads of its own, while configuration and rules are still being read: the kernel's verification takes as
 * long as they do. Nothing is attached before the source is opened. Who has not taken the probe must close this.
 */
public final class ProbeLoading implements AutoCloseable {
    /**
     * What is loaded.
     *
     * @param probe the probe
     * @param iterators whether the kernel's iterators are loaded too
     */
    private record Wanted(ProbeSpec probe, boolean iterators) {
        static Wanted of(EngineSettings engine, int snaplen) {
            BufferSettings buffers = engine.buffers();
            return new Wanted(
                    new ProbeSpec(
                            Set.of(),
                            new RingMemory(buffers.bytes(), buffers.cpusForEach(), buffers.overflowBytes()),
                            snaplen,
                            engine.dropFailedExit(),
                            EntryChoice.valueOf(engine.entry().name())),
                    !engine.disableIterators());
        }

        /** Whether the other is the same; the equality of nested records takes 15 ms when it is first asked for. */
        boolean isServedBy(Wanted other) {
            return iterators == other.iterators
                    && probe.snaplen() == other.probe.snaplen()
                    && probe.dropFailed() == other.probe.dropFailed()
                    && probe.entry() == other.probe.entry()
                    && probe.rings().bytes() == other.probe.rings().bytes()
                    && probe.rings().processorsEach() == other.probe.rings().processorsEach()
                    && probe.rings().overflowBytes() == other.probe.rings().overflowBytes();
        }
    }

    private final Optional<Wanted> wanted;
    private final CompletableFuture<ProbeSource> probe;
    private final CompletableFuture<TaskIterators> iterators;
    private boolean taken;
    private boolean iteratorsTaken;

    private ProbeLoading(
            Optional<Wanted> wanted, CompletableFuture<ProbeSource> probe, CompletableFuture<TaskIterators> iterators) {
        this.wanted = wanted;
        this.probe = probe;
        this.iterators = iterators;
    }

    /** Nothing is loaded: for a replay and where nothing is watched. */
    public static ProbeLoading none() {
        return new ProbeLoading(
                Optional.empty(),
                CompletableFuture.failedFuture(new SourceException("no probe was asked for")),
                CompletableFuture.failedFuture(new SourceException("no iterators were asked for")));
    }

    /** Begins to load what a configuration needs: nothing for a replay. */
    public static ProbeLoading start(Configuration configuration) {
        return configuration.engine().kind() == EngineSettings.Kind.MODERN_EBPF
                ? start(configuration.engine(), configuration.state().snaplen())
                : none();
    }

    /** Begins to load a probe whose data buffers hold so many bytes at most. */
    public static ProbeLoading start(EngineSettings engine, int snaplen) {
        return start(Wanted.of(engine, snaplen));
    }

    /** Begins to load what a configuration that says nothing of it needs, before the configuration is read; {@link #as} makes it fit. */
    public static ProbeLoading usual() {
        return start(new Wanted(ProbeSpec.of(Set.of()), true));
    }

    /** This, where it is what the configuration needs; else this is closed and the other begun. */
    public ProbeLoading as(Configuration configuration) {
        boolean fits = configuration.engine().kind() == EngineSettings.Kind.MODERN_EBPF
                && wanted.filter(begun -> Wanted.of(
                                        configuration.engine(),
                                        configuration.state().snaplen())
                                .isServedBy(begun))
                        .isPresent();
        if (fits) {
            return this;
        }
        close();
        return start(configuration);
    }

    private static ProbeLoading start(Wanted wanted) {
        CompletableFuture<ProbeSource> probe = new CompletableFuture<>();
        CompletableFuture<TaskIterators> iterators = new CompletableFuture<>();
        on("probe-load", probe, () -> {
            EventClock clock = new EventClock(SystemCalls::wallClockOffset);
            KnownTypes types = new KnownTypes();
            if (wanted.iterators()) {
                on("iterators-load", iterators, () -> TaskIterators.open(clock, types));
            } else {
                iterators.completeExceptionally(new SourceException("they are switched off"));
            }
            return Probe.open(
                    wanted.probe(),
                    clock,
                    SyscallSets.expected().stream().boxed().collect(Collectors.toSet()),
                    types);
        });
        return new ProbeLoading(Optional.of(wanted), probe, iterators);
    }

    /** What can fail with a sentence. */
    private interface Step<T> {
        T run() throws SourceException;
    }

    private static <T> void on(String thread, CompletableFuture<T> result, Step<T> step) {
        Thread.ofPlatform().daemon().name(thread).start(() -> {
            try {
                result.complete(step.run());
            } catch (SourceException | RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
    }

    /**
     * Waits for the probe and hands it over.
     *
     * @throws SourceException when it could not be loaded
     */
    public ProbeSource take() throws SourceException {
        ProbeSource loaded = await(probe);
        taken = true;
        return loaded;
    }

    /**
     * Waits for the iterators and hands them over.
     *
     * @throws SourceException when there are none
     */
    public TaskIterators takeIterators() throws SourceException {
        TaskIterators loaded = await(iterators);
        iteratorsTaken = true;
        return loaded;
    }

    private static <T> T await(CompletableFuture<T> result) throws SourceException {
        try {
            return result.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case SourceException reason -> throw new SourceException(reason.getMessage(), reason);
                case RuntimeException bug -> throw bug;
                case Error bug -> throw bug;
                default -> throw e;
            }
        }
    }

    /** Takes out of the kernel what was loaded and not handed over. May be called again. */
    @Override
    public void close() {
        if (!iteratorsTaken) {
            iteratorsTaken = true;
            iterators.thenAccept(TaskIterators::close).exceptionally(nothing -> null);
        }
        if (!taken) {
            taken = true;
            probe.thenAccept(ProbeSource::close).exceptionally(nothing -> null);
        }
    }
}
