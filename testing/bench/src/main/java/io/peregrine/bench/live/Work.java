package io.peregrine.bench.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A piece of work that other programs do while this machine is watched. */
sealed interface Work permits BuildWork, WebWork {
    /** What it is, in a word or two. */
    String name();

    /** Makes it ready; returns why that is not possible here, or an empty text. */
    String prepare() throws IOException, InterruptedException;

    /** Does it once. */
    void run() throws IOException, InterruptedException;

    /** Ends what {@link #prepare} started. */
    void close();

    /** Runs a command to its end. */
    static void command(Path folder, List<String> words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(words + " fails: " + said);
        }
    }

    /** Whether a program is there. */
    static boolean has(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Path.of(folder, program).toFile().canExecute());
    }
}
