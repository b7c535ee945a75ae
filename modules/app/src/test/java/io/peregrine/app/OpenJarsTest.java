package io.peregrine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class that is needed first when its jar was replaced, as an upgrade does it. */
class OpenJarsTest {
    @TempDir
    Path folder;

    /** What lies in the jar. */
    static final class Late {
        private Late() {}
    }

    /** The program whose jar is replaced: opens jars if it is told to, replaces the jar, and asks for the class in it. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            if (arguments[0].equals("open")) {
                OpenJars.openAll();
            }
            Path jar = Path.of(arguments[1]);
            Path other = jar.resolveSibling("other");
            Files.writeString(other, "another release");
            Files.move(other, jar, StandardCopyOption.REPLACE_EXISTING);
            Class.forName("io.peregrine.app.OpenJarsTest$Late");
        }
    }

    @Test
    void aJarThatWasOpenedStaysWhatItWas() throws Exception {
        assertThat(run("open")).isZero();
    }

    @Test
    void oneThatWasNotIsLost() throws Exception {
        assertThat(run("not")).as("the test above proves something").isNotZero();
    }

    private int run(String what) throws Exception {
        Path jar = folder.resolve("late.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(file(Late.class)));
            copy(Late.class, out);
        }
        for (Class<?> type : new Class<?>[] {Program.class, OpenJars.class}) {
            Path target = folder.resolve("classes").resolve(file(type));
            Files.createDirectories(target.getParent());
            try (OutputStream out = Files.newOutputStream(target)) {
                copy(type, out);
            }
        }
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-cp",
                        folder.resolve("classes") + ":" + jar,
                        Program.class.getName(),
                        what,
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return program.exitValue();
    }

    private static String file(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static void copy(Class<?> type, OutputStream out) throws IOException {
        try (InputStream in = type.getClassLoader().getResourceAsStream(file(type))) {
            in.transferTo(out);
        }
    }
}
