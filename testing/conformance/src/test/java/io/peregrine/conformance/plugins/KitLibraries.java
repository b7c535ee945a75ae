package io.peregrine.conformance.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The libraries that {@code build.list} says how to make: a name, a source and the compiler's flags in a line. */
final class KitLibraries {
    private static final Path SOURCES =
            Path.of("src/test/resources/golden/plugins/src").toAbsolutePath();

    /** The headers, which tests of the native host include too. */
    private static final Path HEADERS = Path.of("../testkit/src/main/resources/io/peregrine/testkit/plugins")
            .toAbsolutePath();

    private KitLibraries() {}

    /** Compiles all of them into a folder. */
    static void build(Path folder) throws IOException, InterruptedException {
        List<Process> compilers = new ArrayList<>();
        for (String line : Files.readAllLines(SOURCES.resolve("build.list"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                compilers.add(compile(folder, line.split("\\s+")));
            }
            if (compilers.size() == Runtime.getRuntime().availableProcessors()) {
                await(compilers);
            }
        }
        await(compilers);
    }

    private static Process compile(Path folder, String[] words) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("clang", "-std=gnu11", "-O1", "-w", "-shared", "-fPIC", "-fvisibility=hidden", "-I" + HEADERS));
        command.addAll(Arrays.asList(words).subList(3, words.length));
        command.addAll(List.of(
                "-o",
                folder.resolve(words[0] + ".so").toString(),
                SOURCES.resolve(words[2]).toString(),
                "-lpthread"));
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static void await(List<Process> compilers) throws IOException, InterruptedException {
        for (Process compiler : compilers) {
            if (compiler.waitFor() != 0) {
                throw new IOException("a plugin of the kit does not compile: " + compiler.info());
            }
        }
        compilers.clear();
    }
}
