package io.peregrine.output.sink;

import io.peregrine.ffi.Pipe;
import io.peregrine.output.AlertSink;
import io.peregrine.output.OutputMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Alerts as lines on the standard input of a shell command, started once or once an alert. An alert is delivered when the command has read it,
 * or, where each has a command of its own, when that ends with status 0.
 */
public final class ProgramSink implements AlertSink {
    private static final Batching MANY = new Batching(64, Duration.ZERO);
    private static final long SHORTEST_PAUSE = 20_000;
    private static final long LONGEST_PAUSE = 10_000_000;

    private final String command;
    private final boolean keepRunning;
    private Optional<Running> running = Optional.empty();

    /** A command that runs, and what it reads. */
    private record Running(Process process, Pipe pipe) {}

    /**
     * Makes the sink; the command is started with the first alert.
     *
     * @param command run by {@code /bin/sh -c}; shares standard output and error
     * @param keepRunning whether one process takes all alerts
     */
    public ProgramSink(String command, boolean keepRunning) {
        this.command = command;
        this.keepRunning = keepRunning;
    }

    @Override
    public String name() {
        return "program";
    }

    @Override
    public Batching batching() {
        return keepRunning ? MANY : Batching.SINGLE;
    }

    @Override
    public void write(List<OutputMessage> messages) throws IOException {
        if (keepRunning) {
            feed(messages);
        } else {
            for (OutputMessage message : messages) {
                feedOnce(message);
            }
        }
    }

    private void feed(List<OutputMessage> messages) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        messages.forEach(message -> lines.writeBytes(message.line()));
        if (running.isPresent() && !running.get().process().isAlive()) {
            stop();
        }
        Running reader = running.isPresent() ? running.get() : start();
        try {
            lines.writeTo(reader.pipe().out());
        } catch (IOException e) {
            IOException told = ended();
            told.addSuppressed(e);
            throw told;
        }
        awaitReading(reader);
    }

    private void awaitReading(Running reader) throws IOException {
        long pause = SHORTEST_PAUSE;
        while (true) {
            boolean alive = reader.process().isAlive();
            if (reader.pipe().unread() == 0) {
                return;
            }
            if (!alive) {
                throw ended();
            }
            LockSupport.parkNanos(this, pause);
            if (Thread.currentThread().isInterrupted()) {
                throw new IOException("interrupted while the command '" + command + "' was reading");
            }
            pause = Math.min(LONGEST_PAUSE, 2 * pause);
        }
    }

    private IOException ended() throws IOException {
        return new IOException(
                "the command '" + command + "' ended with status " + stop() + " before it read all alerts");
    }

    private void feedOnce(OutputMessage message) throws IOException {
        Process process = builder().start();
        String trouble = "";
        try (OutputStream in = process.getOutputStream()) {
            in.write(message.line());
        } catch (IOException e) {
            trouble = " before it read the alert";
        }
        int status = await(process);
        if (status != 0) {
            throw new RefusedException("the command '" + command + "' ended with status " + status + trouble);
        }
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        CallersLocale.restore(builder.environment());
        return builder;
    }

    private Running start() throws IOException {
        Pipe pipe = Pipe.open();
        try {
            Running started =
                    new Running(builder().redirectInput(pipe.readingEnd()).start(), pipe);
            pipe.handedOver();
            running = Optional.of(started);
            return started;
        } catch (IOException e) {
            pipe.close();
            throw e;
        }
    }

    /** Lets the command come to its end and returns its exit status; 0 when there is none. */
    private int stop() throws IOException {
        if (running.isEmpty()) {
            return 0;
        }
        Running ending = running.get();
        running = Optional.empty();
        ending.pipe().close();
        return await(ending.process());
    }

    private int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the command '" + command + "' was ending", e);
        }
    }

    @Override
    public void reopen() throws IOException {
        stop();
        if (keepRunning) {
            start();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
