package io.peregrine.bench;

import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.probe.AttachPoint;
import io.peregrine.probe.Counter;
import io.peregrine.probe.Probe;
import io.peregrine.probe.ProbeSource;
import io.peregrine.probe.ProbeSpec;
import io.peregrine.schema.SyscallDescriptor;
import io.peregrine.schema.SyscallTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the live probe adds to a system call: the same loops with nothing attached, with one that watches what rules usually ask for (with and
 * without the programs that take arguments when a call begins), and with one that watches everything. Needs root and a C compiler.
 */
public final class LiveBench {
    private static final Set<String> USUAL = Set.of(
            "accept",
            "accept4",
            "bind",
            "capset",
            "chdir",
            "chmod",
            "chroot",
            "clone",
            "clone3",
            "close",
            "connect",
            "creat",
            "dup",
            "dup2",
            "dup3",
            "epoll_create",
            "epoll_create1",
            "eventfd",
            "eventfd2",
            "execve",
            "execveat",
            "fchdir",
            "fchmod",
            "fchmodat",
            "fcntl",
            "fork",
            "getsockopt",
            "inotify_init",
            "inotify_init1",
            "io_uring_setup",
            "link",
            "linkat",
            "memfd_create",
            "mount",
            "open",
            "open_by_handle_at",
            "openat",
            "openat2",
            "pidfd_getfd",
            "pidfd_open",
            "pipe",
            "pipe2",
            "prctl",
            "prlimit64",
            "ptrace",
            "recvfrom",
            "recvmmsg",
            "recvmsg",
            "rename",
            "renameat",
            "renameat2",
            "sched_process_exit",
            "sendmmsg",
            "sendmsg",
            "sendto",
            "setgid",
            "setns",
            "setpgid",
            "setresgid",
            "setresuid",
            "setrlimit",
            "setsid",
            "setuid",
            "shutdown",
            "signalfd",
            "signalfd4",
            "socket",
            "socketpair",
            "symlink",
            "symlinkat",
            "timerfd_create",
            "umount",
            "umount2",
            "unlink",
            "unlinkat",
            "unshare",
            "userfaultfd",
            "vfork");

    private static final Set<String> FLOOD = Set.of("sched_switch", "page_fault_user", "page_fault_kernel");

    /** The kinds of probe take turns, so that a change of the machine's own load meets all of them. */
    private static final int TURNS = 8;

    private LiveBench() {}

    /** Arguments: the number of rounds of one turn, 50 when left out. */
    public static void main(String[] arguments) throws Exception {
        String rounds = arguments.length > 0 ? arguments[0] : "50";
        Path folder = Files.createTempDirectory("peregrine-bench");
        Path meter = compile(folder);
        Set<Integer> usual = ids(USUAL);
        Set<Integer> all = SyscallTable.all().stream()
                .filter(call -> !FLOOD.contains(call.name()))
                .map(SyscallDescriptor::id)
                .collect(Collectors.toSet());
        Map<String, Map<String, Double>> columns = new LinkedHashMap<>();
        try (Drain drain = new Drain()) {
            for (int turn = 0; turn < TURNS; turn++) {
                drain.watch(Set.of(), Set.of());
                keepBest(columns, "no probe", measure(meter, rounds));
                drain.watch(usual, Set.of(AttachPoint.CALL_BEGIN));
                keepBest(columns, "usual, no entry", measure(meter, rounds));
                drain.watch(usual, Set.of());
                keepBest(columns, "usual", measure(meter, rounds));
                drain.watch(all, Set.of());
                keepBest(columns, "everything", measure(meter, rounds));
            }
            print(columns);
            System.out.println("events " + drain.count(Counter.EVENTS) + ", dropped " + drain.count(Counter.DROPPED));
        }
    }

    private static void keepBest(Map<String, Map<String, Double>> columns, String name, Map<String, Double> column) {
        column.forEach((row, value) ->
                columns.computeIfAbsent(name, key -> new LinkedHashMap<>()).merge(row, value, Math::min));
    }

    private static Set<Integer> ids(Set<String> names) {
        return names.stream()
                .map(name -> SyscallTable.byName(name).orElseThrow().id())
                .collect(Collectors.toSet());
    }

    private static Path compile(Path folder) throws IOException, InterruptedException {
        Path source = folder.resolve("meter.c");
        try (InputStream text = LiveBench.class.getResourceAsStream("meter.c")) {
            Files.copy(text, source);
        }
        Path program = folder.resolve("meter");
        Process compiler = new ProcessBuilder("cc", "-O2", "-o", program.toString(), source.toString())
                .inheritIO()
                .start();
        if (compiler.waitFor() != 0) {
            throw new IOException("the C compiler refuses the meter");
        }
        return program;
    }

    private static Map<String, Double> measure(Path meter, String rounds) throws IOException {
        Process process = new ProcessBuilder(meter.toString(), rounds).start();
        Map<String, Double> result = new LinkedHashMap<>();
        for (String line :
                new String(process.getInputStream().readAllBytes()).lines().toList()) {
            String[] words = line.split(" ");
            result.put(words[0], Double.parseDouble(words[1]));
        }
        return result;
    }

    private static void print(Map<String, Map<String, Double>> columns) {
        System.out.printf("%-16s", "ns");
        columns.keySet().forEach(name -> System.out.printf("%18s", name));
        System.out.println();
        Map<String, Double> base = columns.values().iterator().next();
        for (String row : base.keySet()) {
            System.out.printf("%-16s", row);
            columns.values()
                    .forEach(column ->
                            System.out.printf("%9.0f (+%5.0f)", column.get(row), column.get(row) - base.get(row)));
            System.out.println();
        }
    }

    /** A probe whose events are read and thrown away by a thread of its own. */
    private static final class Drain implements AutoCloseable {
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

        void watch(Set<Integer> interest, Set<AttachPoint> without) throws SourceException {
            source.probe().watch(interest, without);
        }

        long count(Counter counter) {
            return source.probe().counters().get(counter);
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
}
