package io.peregrine.probe;

import io.peregrine.schema.EventCodes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A process that opens named pipes, each of which keeps it inside the call until the test opens the other end. */
final class Opener implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;

    private Opener(Process process) {
        this.process = process;
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static Opener start(Path folder) throws Exception {
        Opener opener =
                new Opener(new ProcessBuilder(Live.compile(folder, "opener").toString()).start());
        opener.answers.readLine();
        return opener;
    }

    /** Has it open a pipe, and waits until it sleeps inside the call. */
    void begin(Path pipe) throws IOException {
        process.outputWriter().write(pipe + "\n");
        process.outputWriter().flush();
        Path state = Path.of("/proc", Long.toString(process.pid()), "syscall");
        long openat = Architecture.named(System.getProperty("os.arch")).orElseThrow() == Architecture.X86_64 ? 257 : 56;
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!Files.readString(state).startsWith(openat + " ")) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it does not open " + pipe);
            }
        }
    }

    /** Lets the call end. */
    void end(Path pipe) throws IOException {
        try (OutputStream otherEnd = Files.newOutputStream(pipe)) {
            otherEnd.flush();
            if (Integer.parseInt(answers.readLine()) < 0) {
                throw new AssertionError("it could not open " + pipe);
            }
        }
    }

    /** The same; returns the event that the call became. */
    SeenEvent end(Live live, Path pipe) throws Exception {
        live.drain();
        end(pipe);
        return live.await(event -> event.tid() == process.pid() && event.code() == EventCodes.SYSCALL_OPENAT_2_X);
    }

    @Override
    public void close() throws IOException {
        process.outputWriter().close();
        process.destroy();
    }
}
