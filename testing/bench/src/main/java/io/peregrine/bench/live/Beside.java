package io.peregrine.bench.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Any engine whose command line watches this machine with eBPF programs, such as Falco's, in a process of its own. */
final class Beside implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_MILLIS = 50;
    private static final int QUIET_LOOKS = 20;
    private static final int STOP_SECONDS = 30;

    private final Process process;

    private Beside(Process process) {
        this.process = process;
    }

    /** What a command line is called: its program, without the folder. */
    static String name(String commandLine) {
        return Path.of(commandLine.strip().split("\\s+")[0]).getFileName().toString();
    }

    /** Starts one and waits until its programs are attached: it holds links to some, and their number has not changed for a second. */
    static Beside start(Path folder, String commandLine) throws IOException, InterruptedException {
        Path said = folder.resolve("beside.out");
        Process process = new ProcessBuilder(List.of("sh", "-c", "exec " + commandLine))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        long end = System.nanoTime() + PATIENCE_NANOS;
        long links = 0;
        int quiet = 0;
        while (quiet < QUIET_LOOKS) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroy();
                throw new IOException("'" + commandLine + "' attaches nothing: " + Files.readString(said));
            }
            Thread.sleep(LOOK_MILLIS);
            long now = links(process.pid());
            quiet = now > 0 && now == links ? quiet + 1 : 0;
            links = now;
        }
        return new Beside(process);
    }

    /** How many links to attached programs a process holds. */
    private static long links(long pid) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors.filter(Beside::isLink).count();
        } catch (IOException e) {
            return 0; // it has ended
        }
    }

    private static boolean isLink(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("bpf_link");
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
