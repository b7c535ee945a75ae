package io.peregrine.probe;

import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.ffi.KernelFeatures;
import io.peregrine.ffi.NativeException;
import io.peregrine.ffi.SystemCalls;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.SyscallDescriptor;
import io.peregrine.schema.SyscallTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.provider.Arguments;

/** A loaded probe for tests: runs programs and returns what the kernel reported of them and their descendants. */
final class Live implements AutoCloseable {
    /** Room for what a busy machine makes while a test waits for its turn. */
    static final int AMPLE_RING_BYTES = 64 << 20;

    /** How long a test waits for what must come. */
    static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("peregrine.test.patience", 30));

    private final ProbeSource source;
    private final EventView view = new EventView();

    private Live(ProbeSource source) {
        this.source = source;
    }

    /** A probe that watches the whole table; the test is skipped, with the reason, where none can be loaded. */
    static Live open() throws SourceException {
        return open(new ProbeSpec(everything(), AMPLE_RING_BYTES, 0, ProbeSpec.DEFAULT_SNAPLEN, false));
    }

    /** The same with the programs of one file. */
    static Live open(ProgramFile file) throws SourceException {
        return open(
                new ProbeSpec(everything(), AMPLE_RING_BYTES, 0, ProbeSpec.DEFAULT_SNAPLEN, false),
                everything(),
                new ProbeMeans(Tracefs.here(), List.of(file), new KnownTypes()));
    }

    /** The same with entry programs at a place; the test is skipped where they cannot be there. */
    static Live open(EntryWay.Place place) throws SourceException {
        return open(new ProbeSpec(everything(), AMPLE_RING_BYTES, 0, ProbeSpec.DEFAULT_SNAPLEN, false), place);
    }

    static Live open(ProbeSpec spec, EntryWay.Place place) throws SourceException {
        switch (place) {
            case FUNCTION ->
                Assumptions.assumeTrue(hasFunctions(), "this kernel lets no programs stand at its functions");
            case TRACEPOINT -> {
                try {
                    Tracefs.here().numbers(Set.of(AttachPoint.OPENAT_BEGIN));
                } catch (IOException e) {
                    Assumptions.abort("no tracepoints of single calls on this machine: " + e.getMessage());
                }
            }
            case SYS_ENTER -> {}
        }
        return open(spec.with(EntryChoice.valueOf(place.name())));
    }

    /** Each place of entry programs without and with a filter in the kernel. */
    static Stream<Arguments> placesWithoutAndWithFilter() {
        return Arrays.stream(EntryWay.Place.values())
                .flatMap(place -> Stream.of(Arguments.of(place, false), Arguments.of(place, true)));
    }

    /** Whether programs can stand at the kernel's functions here. */
    static boolean hasFunctions() {
        try {
            return KernelFeatures.FUNCTION_PROGRAMS.isThere();
        } catch (NativeException e) {
            return Assumptions.abort("no live probe on this machine: " + e.getMessage());
        }
    }

    static Live open(ProbeSpec spec) throws SourceException {
        return open(spec, everything());
    }

    /** A probe that loads at first only the programs of expected calls. */
    static Live open(ProbeSpec spec, Set<Integer> expected) throws SourceException {
        return open(spec, expected, ProbeMeans.here(new KnownTypes()));
    }

    /** The same with other means than this machine's. */
    static Live open(ProbeSpec spec, Set<Integer> expected, ProbeMeans means) throws SourceException {
        try {
            Preconditions.check();
        } catch (SourceException e) {
            Assumptions.abort("no live probe on this machine: " + e.getMessage());
        }
        return new Live(Probe.open(spec, new EventClock(SystemCalls::wallClockOffset), expected, means));
    }

    /** All calls and tracepoints but those that come all the time from everywhere. */
    static Set<Integer> everything() {
        Set<String> flood = Set.of("sched_switch", "page_fault_user", "page_fault_kernel");
        return SyscallTable.all().stream()
                .filter(call -> !flood.contains(call.name()))
                .map(SyscallDescriptor::id)
                .collect(Collectors.toSet());
    }

    static Set<Integer> calls(String... names) {
        return Arrays.stream(names)
                .map(name -> SyscallTable.byName(name).orElseThrow().id())
                .collect(Collectors.toSet());
    }

    Probe probe() {
        return source.probe();
    }

    /** Compiles a C program of the test resources; the machine needs a C compiler, as the build of the probe does. */
    static Path compile(Path folder, String name) throws IOException, InterruptedException {
        try (InputStream text = Live.class.getResourceAsStream(name + ".c")) {
            return compile(folder, name, new String(text.readAllBytes()));
        }
    }

    /** Compiles a C program. */
    static Path compile(Path folder, String name, String text) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve(name + ".c"), text);
        Path program = folder.resolve(name);
        Process compiler = new ProcessBuilder(
                        "cc", "-O1", "-pthread", "-D_GNU_SOURCE", "-o", program.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String complaints = new String(compiler.getInputStream().readAllBytes());
        if (compiler.waitFor() != 0) {
            throw new AssertionError(complaints);
        }
        return program;
    }

    /** Runs a program to its end and returns the events of its process and of all processes that came from it. */
    List<SeenEvent> run(ProcessBuilder command) throws IOException, SourceException {
        long begin = now();
        Process process = command.start();
        Set<Long> family = new HashSet<>(Set.of(process.pid()));
        List<SeenEvent> seen = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (source.next(view) == Outcome.EVENT && view.timestamp() >= begin && belongs(family)) {
                SeenEvent event = SeenEvent.copy(view);
                seen.add(event);
                if (event.code() == EventCodes.PROCEXIT_1_E && event.tid() == process.pid()) {
                    return seen;
                }
            }
        }
        throw new AssertionError(command.command() + " did not end within " + PATIENCE + ": "
                + (process.isAlive() ? "it lives" : "its end was not seen") + ", "
                + source.probe().counters());
    }

    /** Reads on until an event is what a test waits for. */
    SeenEvent await(Predicate<SeenEvent> wanted) throws SourceException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (source.next(view) == Outcome.EVENT) {
                SeenEvent event = SeenEvent.copy(view);
                if (wanted.test(event)) {
                    return event;
                }
            }
        }
        throw new AssertionError(
                "no such event within " + PATIENCE + ": " + source.probe().counters());
    }

    /** Reads what is in the rings and returns how many events it was. */
    long drain() throws SourceException {
        long count = 0;
        while (source.next(view) == Outcome.EVENT) {
            count++;
        }
        return count;
    }

    /** Takes an event and does something else for a while, until a process has ended; returns how many events it was. */
    long readSlowly(Process process, Duration pause) throws SourceException {
        long count = 0;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            count += source.next(view) == Outcome.EVENT ? 1 : 0;
            long end = System.nanoTime() + pause.toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
        return count;
    }

    /** Reads what is in the rings and returns the threads that it came from. */
    Set<Long> threads() throws SourceException {
        Set<Long> threads = new HashSet<>();
        while (source.next(view) == Outcome.EVENT) {
            threads.add(view.tid());
        }
        return threads;
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** Whether the event is one of the family; a new member makes itself known by its own clone event or by its parent's. */
    private boolean belongs(Set<Long> family) {
        int vtid = view.descriptor().indexOf("vtid");
        if (vtid < 0) {
            return family.contains(view.tid());
        }
        if (family.contains(view.signed(view.descriptor().indexOf("ptid")))
                || family.contains(view.signed(view.descriptor().indexOf("pid")))) {
            family.add(view.tid());
        }
        if (family.contains(view.tid()) && view.signed(0) > 0) {
            family.add(view.signed(0));
        }
        return family.contains(view.tid());
    }

    @Override
    public void close() {
        source.close();
    }
}
