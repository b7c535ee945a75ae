package io.peregrine.app.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.Peregrine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugins that {@code docs/plugins.md} prints are built as they stand there and run in the product. */
class PluginDocumentTest {
    private static final Path DOCUMENTS = Path.of("../../docs").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return runAt(DOCUMENTS.getParent(), arguments);
    }

    private int runAt(Path home, String... arguments) {
        return Peregrine.run(
                List.of(arguments),
                new CommandEnvironment(
                        Map.of(), out, new PrintStream(err, true, StandardCharsets.UTF_8), home, ZoneOffset.UTC));
    }

    private static String document() throws IOException {
        return Files.readString(DOCUMENTS.resolve("plugins.md"));
    }

    /** A block of the document by its language. */
    private static String block(String language) throws IOException {
        String begin = "```" + language + "\n";
        int from = document().indexOf(begin) + begin.length();
        return document().substring(from, document().indexOf("```\n", from));
    }

    private Path project(String name) {
        assertThat(run("plugin", "new", name, "--in", folder.toString()))
                .as(err.toString())
                .isZero();
        return folder.resolve(name);
    }

    /** Compiles what stands in a project and packs it where its configuration expects it. */
    private static void build(Path project, String name) throws IOException {
        Path classes = Files.createDirectories(project.resolve("target/classes"));
        Path source;
        try (Stream<Path> files = Files.walk(project.resolve("src/main/java"))) {
            source = files.filter(file -> file.toString().endsWith(".java"))
                    .findFirst()
                    .orElseThrow();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int status = compiler.run(
                null,
                null,
                System.err,
                "-Xlint:all,-processing",
                "-Werror",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
        assertThat(status).isZero();
        try (OutputStream file = Files.newOutputStream(project.resolve("target/" + name + ".jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            pack(jar, classes);
            pack(jar, project.resolve("src/main/resources"));
        }
    }

    private static void pack(JarOutputStream jar, Path from) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(from.relativize(file).toString()));
                Files.copy(file, jar);
            }
        }
    }

    private void judge(Path project, String name) {
        int status = run(
                "-c",
                project.resolve("peregrine.yaml").toString(),
                "-r",
                project.resolve("rules.yaml").toString(),
                "--enable-source",
                name,
                "-o",
                "time_format_iso_8601=true",
                "-o",
                "log_stderr=false",
                "-o",
                "stdout_output.enabled=true");
        assertThat(status).as(err.toString()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Warning Visits fail | path=/login failures=3 " + name + "_client=192.0.2.9")
                .contains("Events detected: 1");
    }

    @Test
    void theJavaPluginRunsAsPrinted() throws IOException {
        Path project = project("visits");
        assertThat(project.resolve("src/main/java/visits/VisitsPlugin.java")).hasContent(block("java"));
        for (String file : List.of("peregrine.yaml", "rules.yaml", "access.log")) {
            String printed = Files.readString(project.resolve(file)).replace(project.toString(), "/home/you/visits");
            assertThat(document()).as(file).contains("\n" + printed + "```\n");
        }
        build(project, "visits");

        judge(project, "visits");
    }

    /** Rules for the source of a plugin stand in a folder of its name beside the shipped ones, and are loaded when the plugin is. */
    @Test
    void shippedRulesOfASourceAreLoadedWithItsPlugin() throws IOException {
        Path project = project("visits");
        build(project, "visits");
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Files.createDirectory(rules.resolve("visits"));
        Files.move(project.resolve("rules.yaml"), rules.resolve("visits/visits_rules.yaml"));
        Files.writeString(
                rules.resolve("rules.yaml"),
                "- {rule: r, desc: d, condition: evt.type = open, output: o, priority: INFO}\n");
        String[] shipped = {"-r", rules.toString(), "-o", "stdout_output.enabled=true"};

        assertThat(runAt(
                        folder,
                        with(shipped, "-c", project.resolve("peregrine.yaml").toString(), "--enable-source", "visits")))
                .as(err.toString())
                .isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Warning Visits fail | path=/login");
        out.reset();
        assertThat(runAt(folder, with(shipped, "-L"))).as(err.toString()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("Client that finds nothing");
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    /** A rule without a type looks at all events, of its plugin alone: no system call is watched for it, and none is missed. */
    @Test
    void rulesOfAPluginAskForNoSystemCalls() throws IOException {
        Path project = project("visits");
        build(project, "visits");

        int status = run(
                "-c",
                project.resolve("peregrine.yaml").toString(),
                "-r",
                project.resolve("rules.yaml").toString(),
                "-o",
                "engine.kind=modern_ebpf",
                "-o",
                "log_stderr=true",
                "-o",
                "stdout_output.enabled=true",
                "--dry-run");

        assertThat(status).as(err.toString()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("rules.yaml | schema validation: ok")
                .doesNotContain("unsupported-evttype");
    }

    @Test
    void aFaultInTheConfigurationIsNamedByKeyAndLine() throws IOException {
        Path project = project("visits");
        build(project, "visits");
        Path file = project.resolve("peregrine.yaml");
        List<String> lines = Files.readAllLines(file).stream()
                .map(line -> line.replace("{follow: false}", "{follow: 7}"))
                .toList();
        Files.write(file, lines);
        int line = 1 + lines.indexOf("    init_config: {follow: 7}");

        int status =
                run("-c", file.toString(), "-r", project.resolve("rules.yaml").toString(), "-o", "log_stderr=true");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("error in plugin visits init config: In <root>[follow], ")
                .contains("What the plugin 'visits' refuses in its init_config[follow] is at " + file + ":" + line);
    }

    @Test
    void aPluginHasAnyName() throws IOException {
        Path project = project("apple_trees");
        assertThat(project.resolve("src/main/java/apple_trees/AppleTreesPlugin.java"))
                .exists();
        build(project, "apple_trees");

        judge(project, "apple_trees");
    }

    @Test
    void theCPluginRunsAsPrinted() throws Exception {
        Path project = project("visits");
        Files.writeString(project.resolve("visits.c"), block("c"));
        Files.copy(DOCUMENTS.resolve("peregrine_plugin.h"), project.resolve("peregrine_plugin.h"));
        String command = document()
                .lines()
                .filter(line -> line.startsWith("$ cc "))
                .findFirst()
                .orElseThrow();
        Process compiler = new ProcessBuilder("/bin/sh", "-c", "cc() { clang \"$@\"; }\n" + command.substring(2))
                .directory(project.toFile())
                .inheritIO()
                .start();
        assertThat(compiler.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(compiler.exitValue()).isZero();
        Path configuration = project.resolve("peregrine.yaml");
        Files.writeString(configuration, Files.readString(configuration).replace("target/visits.jar", "libvisits.so"));

        judge(project, "visits");
    }

    @Test
    void whatIsThereIsNotOverwritten() {
        project("visits");

        assertThat(run("plugin", "new", "visits", "--in", folder.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("is there already; nothing was written");
    }

    @Test
    void aNameMustBeOne() {
        assertThat(run("plugin", "new", "Über", "--in", folder.toString())).isEqualTo(1);
        assertThat(run("plugin", "new", "class", "--in", folder.toString())).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot be called 'class'");
        assertThat(folder).isEmptyDirectory();
    }
}
