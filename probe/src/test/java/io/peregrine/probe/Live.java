package io.peregrine.probe;

import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.SyscallDescriptor;
import io.peregrine.schema.SyscallTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** A loaded probe for tests: runs programs and returns what the kernel reported of them and their descendants. */
final class Live implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ProbeSource source;
    private final EventView view = new EventView();

    private Live(ProbeSource source) {
        this.source = source;
    }

    /** A probe that watches the whole table; the test is skipped, with the reason, where none can be loaded. */
    static Live open() throws SourceException {
        return open(ProbeSpec.of(everything()));
    }

    static Live open(ProbeSpec spec) throws SourceException {
        try {
            Preconditions.check();
        } catch (SourceException e) {
            Assumptions.abort("no live probe on this machine: " + e.getMessage());
        }
        return new Live(Probe.open(spec));
    }

    static Set<Integer> everything() {
        return SyscallTable.all().stream().map(SyscallDescriptor::id).collect(Collectors.toSet());
    }

    static Set<Integer> calls(String... names) {
        return Arrays.stream(names)
                .map(name -> SyscallTable.byName(name).orElseThrow().id())
                .collect(Collectors.toSet());
    }

    Probe probe() {
        return source.probe();
    }

    /** Compiles a C program; the machine needs a C compiler, which the build of the probe asks for anyway. */
    static Path compile(Path folder, String name, String text) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve(name + ".c"), text);
        Path program = folder.resolve(name);
        Process compiler = new ProcessBuilder(
                        "cc", "-O1", "-pthread", "-D_GNU_SOURCE", "-w", "-o", program.toString(), file.toString())
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
        while (source.next(view) == Outcome.EVENT) {
            // what was before does not count
        }
        Process process = command.start();
        Set<Long> family = new HashSet<>(Set.of(process.pid()));
        List<SeenEvent> all = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (source.next(view) == Outcome.EVENT) {
                SeenEvent event = SeenEvent.copy(view);
                all.add(event);
                if (event.code() == EventCodes.PROCEXIT_1_E && event.tid() == process.pid()) {
                    return family(all, family);
                }
            }
        }
        throw new AssertionError(command.command() + " did not end within " + PATIENCE);
    }

    private static List<SeenEvent> family(List<SeenEvent> all, Set<Long> members) {
        List<SeenEvent> result = new ArrayList<>();
        for (SeenEvent event : all) {
            boolean clone = event.descriptor().indexOf("vtid") >= 0;
            if (clone && (members.contains(event.signed("ptid")) || members.contains(event.signed("pid")))) {
                members.add(event.tid());
            }
            if (members.contains(event.tid())) {
                result.add(event);
                if (clone && event.signed("res") > 0) {
                    members.add(event.signed("res"));
                }
            }
        }
        return result;
    }

    @Override
    public void close() {
        source.close();
    }
}
