package io.peregrine.bench.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A C program of this package's resources, compiled. */
record CProgram(Path file) {
    /** Compiles {@code name.c} into a folder. */
    static CProgram compile(Path folder, String name) throws IOException, InterruptedException {
        Path source = folder.resolve(name + ".c");
        try (InputStream text = CProgram.class.getResourceAsStream(name + ".c")) {
            Files.copy(text, source);
        }
        Path program = folder.resolve(name);
        Process compiler = new ProcessBuilder("cc", "-O2", "-w", "-o", program.toString(), source.toString())
                .inheritIO()
                .start();
        if (compiler.waitFor() != 0) {
            throw new IOException("the C compiler refuses " + source);
        }
        return new CProgram(program);
    }

    /** Starts it. */
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Runs it and returns the lines that it prints. */
    List<String> run(String... arguments) throws IOException {
        return new String(start(arguments).getInputStream().readAllBytes())
                .lines()
                .toList();
    }
}
