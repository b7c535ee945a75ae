package io.peregrine.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The entry of the process: hands the process's surroundings to {@link Peregrine} and ends with its status. */
public final class Main {
    private Main() {}

    /** Runs the command; see {@code --help}. */
    public static void main(String[] arguments) {
        CommandEnvironment environment = environment(arguments);
        Training.replay(List.of(arguments)).ifPresent(line -> Peregrine.run(line, environment));
        int status = Peregrine.run(List.of(arguments), environment);
        Runtime.getRuntime().halt(status);
    }

    private static CommandEnvironment environment(String[] arguments) {
        Ahead ahead = Ahead.begin();
        Streams streams = new Streams(
                new FileOutputStream(FileDescriptor.out),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                ahead::outIsTerminal,
                ahead::errIsTerminal);
        return new CommandEnvironment(
                System.getenv(),
                streams,
                Path.of(System.getProperty("peregrine.home", "."))
                        .toAbsolutePath()
                        .normalize(),
                ahead::zone,
                new HeapChoice(List.of(arguments), streams.err()));
    }
}
