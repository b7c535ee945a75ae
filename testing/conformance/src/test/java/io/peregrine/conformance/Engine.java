package io.peregrine.conformance;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.Peregrine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the command line inside this virtual machine and collects what it prints. */
final class Engine {
    /**
     * What a run gave.
     *
     * @param exit the exit status
     * @param out the bytes of standard output
     * @param err the text of standard error
     */
    record Result(int exit, byte[] out, String err) {
        /** Standard output with one character per byte, so that nothing is lost. */
        String text() {
            return new String(out, StandardCharsets.ISO_8859_1);
        }
    }

    private Engine() {}

    static Result run(List<String> arguments, Map<String, String> variables) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Result result = run(arguments, variables, out);
        return new Result(result.exit(), out.toByteArray(), result.err());
    }

    /** Runs the command line with a standard output that the caller knows; the result holds no output. */
    static Result run(List<String> arguments, Map<String, String> variables, OutputStream out) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> environment = new HashMap<>(variables);
        environment.putIfAbsent("FALCO_HOSTNAME", "conformance");
        CommandEnvironment command = new CommandEnvironment(
                environment, out, new PrintStream(err, true, StandardCharsets.UTF_8), home(), ZoneOffset.UTC);
        int exit = Peregrine.run(arguments, command);
        return new Result(exit, new byte[0], err.toString(StandardCharsets.UTF_8));
    }

    /** Runs the command line and hands over each line of standard output, decoded as UTF-8, as it comes; the result holds no output. */
    static Result run(List<String> arguments, Consumer<String> lines) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        LineStream out = new LineStream(lines);
        CommandEnvironment command = new CommandEnvironment(
                Map.of("FALCO_HOSTNAME", "conformance"),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                home(),
                ZoneOffset.UTC);
        int exit = Peregrine.run(arguments, command);
        return new Result(exit, new byte[0], err.toString(StandardCharsets.UTF_8));
    }

    /** Cuts a stream of bytes into lines. */
    private static final class LineStream extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final Consumer<String> lines;

        LineStream(Consumer<String> lines) {
            this.lines = lines;
        }

        @Override
        public void write(int value) {
            if (value == '\n') {
                lines.accept(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(value);
            }
        }
    }

    /** The project's top folder. */
    static Path home() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("rules"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** A file of the golden answers. */
    static Path golden(String name) {
        return home().resolve("testing/conformance/src/test/resources/golden").resolve(name);
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A configuration that replays a capture with Falco's answers and prints every alert as JSON. */
    static String replay(Path capture) {
        return """
                compatibility: exact
                engine: {kind: replay, replay: {capture_file: %s}}
                rules_files: []
                load_plugins: []
                json_output: true
                json_include_output_property: false
                json_include_tags_property: false
                buffer_format_base64: true
                stdout_output: {enabled: true}
                webserver: {enabled: false}
                watch_config_files: false
                capture: {enabled: false}
                priority: debug
                base_syscalls: {all: true}
                outputs_queue: {capacity: 0}
                """.formatted(capture);
    }
}
