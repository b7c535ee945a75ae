package io.peregrine.app.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Plugins in C beside these tests, compiled with the header that ships. */
final class TestPlugins {
    static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

    private TestPlugins() {}

    /** Copies a file that lies beside these tests. */
    static void copy(String resource, Path to) throws IOException {
        try (InputStream in = TestPlugins.class.getResourceAsStream(resource)) {
            Files.copy(in, to);
        }
    }

    /**
     * Makes a library of a source file.
     *
     * @param kind what is defined while it is compiled
     */
    static void compile(Path source, String kind, Path library) throws IOException, InterruptedException {
        List<String> command = List.of(
                "clang",
                "-O1",
                "-w",
                "-shared",
                "-fPIC",
                "-fvisibility=hidden",
                "-D" + kind,
                "-I" + HOME.resolve("docs"),
                "-o",
                library.toString(),
                source.toString(),
                "-lpthread");
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
