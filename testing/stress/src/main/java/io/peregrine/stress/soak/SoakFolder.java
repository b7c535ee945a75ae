package io.peregrine.stress.soak;

import io.peregrine.plugin.Plugin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * The folder of a soak: plugins that were built for it, rules, the configuration that changes, and the lines that plugins write.
 *
 * @param rate asynchronous events a second; the native source brings a fifth of it, the Java source a tenth
 */
record SoakFolder(Path path, long rate) {
    /** How many turns it takes until every plugin's entry has changed and once none did. */
    static final int TURNS = 5;

    private static final int BEYOND_REACH = 2_000_000_000;

    /**
     * Builds the plugins.
     *
     * @param home where the header of native plugins is found, in {@code docs}
     */
    static SoakFolder make(Path path, Path home, long rate) throws IOException, InterruptedException {
        Path source = path.resolve("soak.c");
        try (InputStream text = SoakFolder.class.getResourceAsStream("soak.c")) {
            Files.copy(text, source, StandardCopyOption.REPLACE_EXISTING);
        }
        for (String kind : List.of("SOURCE", "ASYNC", "PARSER")) {
            int code = new ProcessBuilder(
                            "cc",
                            "-O2",
                            "-w",
                            "-shared",
                            "-fPIC",
                            "-fvisibility=hidden",
                            "-D" + kind,
                            "-I" + home.resolve("docs"),
                            "-o",
                            path.resolve(kind + ".so").toString(),
                            source.toString(),
                            "-lpthread")
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException("the C compiler refuses " + source);
            }
        }
        jar(path.resolve("soak.jar"));
        Files.writeString(path.resolve("rules.yaml"), """
                - rule: Thousandth event
                  desc: An event in a thousand.
                  source: soak
                  condition: soak.tick = 0 and soak.number < %d
                  output: event %%soak.number
                  priority: INFO
                - rule: Long text
                  desc: None is so long.
                  source: soak_java
                  condition: soak_java.length > 100
                  output: too long
                  priority: INFO
                """.formatted(BEYOND_REACH));
        return new SoakFolder(path, rate);
    }

    private static void jar(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (Class<?> type : List.of(SoakPlugin.class, SoakPlugin.Settings.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(jar);
                }
            }
            jar.putNextEntry(new JarEntry("META-INF/services/" + Plugin.class.getName()));
            jar.write(SoakPlugin.class.getName().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The lines that plugins write. */
    Path lines() {
        return path.resolve("lines");
    }

    /** Writes the configuration of a turn: the entry of one plugin after another changes. */
    void configure(int turn) throws IOException {
        Path file = path.resolve("next.yaml");
        Files.writeString(file, """
                engine: {kind: nodriver}
                webserver: {enabled: false}
                watch_config_files: false
                stdout_output: {enabled: true}
                log_stderr: true
                log_level: info
                rules_files: [%1$s/rules.yaml]
                load_plugins: [soak_source, soak_async, soak_parser, soak_java]
                plugins:
                  - {name: soak_source, library_path: %1$s/SOURCE.so, init_config: "%2$s %7$d %3$d", open_params: "%3$d"}
                  - {name: soak_async, library_path: %1$s/ASYNC.so, init_config: "%2$s %8$d %4$d"}
                  - {name: soak_parser, library_path: %1$s/PARSER.so, init_config: "%2$s 0 %5$d"}
                  - {name: soak_java, library_path: %1$s/soak.jar, init_config: {file: "%2$s", rate: %9$d, turn: %6$d}}
                """.formatted(
                        path, lines(), at(turn, 1), at(turn, 2), at(turn, 3), at(turn, 4), rate / 5, rate, rate / 10));
        Files.move(
                file, path.resolve("soak.yaml"), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** How often a plugin's entry has changed by now. */
    private static int at(int turn, int plugin) {
        return (turn + TURNS - plugin) / TURNS;
    }
}
