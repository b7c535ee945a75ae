package io.peregrine.bench;

import io.peregrine.app.live.ProbeLists;
import io.peregrine.event.Compatibility;
import io.peregrine.probe.Probe;
import io.peregrine.probe.ProbeSource;
import io.peregrine.probe.ProbeSpec;
import io.peregrine.probe.TaskIterators;
import io.peregrine.state.Accounts;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.proc.SystemFiles;
import io.peregrine.state.proc.SystemScan;
import io.peregrine.state.scan.Reconciliation;
import io.peregrine.state.scan.SnapshotLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/**
 * How long the scan at the start and a reconciliation take, by the kernel's iterators and by /proc, with many processes and many threads on the
 * machine. Needs root and a C compiler.
 */
public final class ScanBench {
    private static final StateSettings SETTINGS =
            new StateSettings(262_144, 512L << 20, Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, -1, "", Compatibility.RIGHT);

    private ScanBench() {}

    /** Arguments: processes, threads of one further process, and how often everything is done (3). */
    public static void main(String[] arguments) throws Exception {
        int passes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        Process crowd = new ProcessBuilder(compile().toString(), arguments[0], arguments[1]).start();
        try (ProbeSource source = Probe.open(ProbeSpec.of(Set.of()));
                TaskIterators iterators = source.probe().iterators()) {
            System.out.println(
                    "processes and threads of the crowd: " + crowd.inputReader().readLine());
            Probe probe = source.probe();
            SystemFiles files = new SystemFiles("");
            report("iterators", passes, probe, new SystemScan(files, probe::now, new ProbeLists(iterators)));
            report("/proc", passes, probe, new SystemScan(files, probe::now));
        } finally {
            crowd.getOutputStream().close();
        }
    }

    private static Path compile() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("crowd");
        Path source = folder.resolve("crowd.c");
        try (InputStream text = ScanBench.class.getResourceAsStream("crowd.c")) {
            Files.copy(text, source);
        }
        Path program = folder.resolve("crowd");
        if (new ProcessBuilder("cc", "-O1", "-pthread", "-D_GNU_SOURCE", "-o", program.toString(), source.toString())
                        .inheritIO()
                        .start()
                        .waitFor()
                != 0) {
            throw new IOException("the C compiler failed");
        }
        return program;
    }

    private static void report(String name, int passes, Probe probe, SystemScan scan) {
        long[] fills = new long[passes];
        long[] checks = new long[passes];
        long longest = 0;
        StateTables tables = new StateTables(SETTINGS, scan, Accounts.NONE);
        for (int pass = 0; pass < passes; pass++) {
            long begin = System.nanoTime();
            scan.fill(new SnapshotLoader(tables));
            fills[pass] = System.nanoTime() - begin;
            try (Reconciliation reconciliation = new Reconciliation(tables, scan, probe::now)) {
                boolean done = false;
                while (!done) {
                    long slice = System.nanoTime();
                    done = reconciliation.run(1);
                    slice = System.nanoTime() - slice;
                    checks[pass] += slice;
                    longest = Math.max(longest, slice);
                }
            }
        }
        System.out.printf(
                "%-10s %d threads: first scan %d ms, median scan %d ms, reconciliation %d ms, its longest step %.1f ms%n",
                name, tables.threads().size(), fills[0] / 1_000_000, median(fills), median(checks), longest / 1e6);
    }

    private static long median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1_000_000;
    }
}
