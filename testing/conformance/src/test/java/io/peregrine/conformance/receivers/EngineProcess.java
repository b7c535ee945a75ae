package io.peregrine.conformance.receivers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The engine as a process of its own, so that it can be killed and can have files, sockets and mounts of the machine. */
final class EngineProcess implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Process process;
    private final Path out;
    private final Path err;

    private EngineProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts the engine with this configuration; its output and log go to files in the folder. */
    static EngineProcess start(Path folder, String configuration, String... arguments) throws IOException {
        return startBy(List.of(), folder, configuration, arguments);
    }

    /** Starts the engine with this configuration and these environment variables beside those of this process. */
    static EngineProcess start(Path folder, String configuration, Map<String, String> variables, String... arguments)
            throws IOException {
        List<String> starter = new ArrayList<>(List.of("env"));
        variables.forEach((name, value) -> starter.add(name + "=" + value));
        return startBy(starter, folder, configuration, arguments);
    }

    /** The same, started by another command that ends by running what stands behind it. */
    static EngineProcess startBy(List<String> starter, Path folder, String configuration, String... arguments)
            throws IOException {
        Path config = Files.writeString(folder.resolve("peregrine.yaml"), configuration);
        List<String> command = new ArrayList<>(starter);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx224m",
                "-Xss64m",
                "-XX:ThreadStackSize=512",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dperegrine.home=" + home(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.peregrine.app.Main",
                "-c",
                config.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.to(out.toFile()))
                .redirectError(ProcessBuilder.Redirect.to(err.toFile()))
                .start();
        return new EngineProcess(process, out, err);
    }

    /** The project's folder. */
    static Path home() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("rules"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** What it printed so far. */
    String out() throws IOException {
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    /** What it logged so far. */
    String err() throws IOException {
        return Files.readString(err, StandardCharsets.UTF_8);
    }

    /** Waits for its end and returns its status. */
    int await() throws Exception {
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The engine does not end; its log:\n" + err());
        }
        return process.exitValue();
    }

    /** Kills it without giving it a moment. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Its process number. */
    long pid() {
        return process.pid();
    }

    /** Asks it to reload. */
    void hangUp() throws Exception {
        signal("HUP");
    }

    /** Sends it a signal by its name. */
    void signal(String name) throws Exception {
        Machine.run(new int[] {0}, "kill", "-" + name, Long.toString(process.pid()));
    }

    /** Asks it to end and waits for that. */
    int stop() throws Exception {
        process.destroy();
        return await();
    }

    /** Waits until a condition holds; fails with the log when the engine ends before or it takes too long. */
    void until(Condition condition) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end || !process.isAlive() && !condition.holds()) {
                throw new AssertionError("What was waited for does not come; the engine's log:\n" + err());
            }
            Thread.sleep(10);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Something to wait for. */
    interface Condition {
        boolean holds() throws Exception;
    }
}
