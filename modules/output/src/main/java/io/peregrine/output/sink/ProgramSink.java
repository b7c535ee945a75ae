package io.peregrine.output.sink;

import io.peregrine.output.AlertSink;
import io.peregrine.output.OutputMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Alerts as lines on the standard input of a shell command, started once or once an alert. */
public final class ProgramSink implements AlertSink {
    private final String command;
    private final boolean keepRunning;
    private Process process;

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
    public void write(List<OutputMessage> messages) throws IOException {
        for (OutputMessage message : messages) {
            if (keepRunning) {
                feed(message);
            } else {
                start();
                feedOnce(message);
            }
        }
    }

    private void feed(OutputMessage message) throws IOException {
        if (process == null || !process.isAlive()) {
            stop();
            start();
        }
        try {
            OutputStream in = process.getOutputStream();
            in.write(message.line());
            in.flush();
        } catch (IOException e) {
            int status = stop();
            throw new IOException("the command '" + command + "' ended with status " + status, e);
        }
    }

    private void feedOnce(OutputMessage message) throws IOException {
        String trouble = "";
        try (OutputStream in = process.getOutputStream()) {
            in.write(message.line());
        } catch (IOException e) {
            trouble = " before it read the alert";
        }
        int status = stop();
        if (status != 0) {
            throw new RefusedException("the command '" + command + "' ended with status " + status + trouble);
        }
    }

    private void start() throws IOException {
        process = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Lets the command come to its end and returns its exit status; 0 when there is none. */
    private int stop() throws IOException {
        if (process == null) {
            return 0;
        }
        Process ending = process;
        process = null;
        try {
            ending.getOutputStream().close();
        } catch (IOException e) {
            // it no longer reads
        }
        try {
            return ending.waitFor();
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
