package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The product in surroundings without a locale, as services, cron and containers have them, where folders and files have names that are not ASCII. The
 * names are written by a shell, because this virtual machine may run without a locale itself.
 */
class LocaleTest {
    private record Run(int exit, String out, String err) {}

    /** A folder in a folder with such a name; everything below is made by the shell under relative names. */
    @TempDir
    private Path dir;

    private static final String PREPARE = """
            mkdir -p 'ordner-é/regeln-日本' && cd 'ordner-é' &&
            cp "$CAPTURE" 'aufnahme-ü.scap.gz' &&
            printf '%s\\n' "- {rule: r, desc: d, condition: evt.type = openat, output: 'o %fd.name', priority: INFO}" >'regeln-日本/ä.yaml' &&
            printf '%s\\n' "- {rule: s, desc: d, condition: evt.type = execve, output: 's %proc.name', priority: INFO}" >'ß.yaml' &&
            printf '%s\\n' "$CONFIGURATION" >'konfiguration-ö.yaml' &&
            mkdir weitere-å && printf '%s\\n' 'json_output: true' >weitere-å/þ.yaml &&
            """;

    private static final String CONFIGURATION = """
            engine: {kind: replay, replay: {capture_file: aufnahme-ü.scap.gz}}
            config_files: [weitere-å]
            rules_files: [regeln-日本, ß.yaml]
            stdout_output: {enabled: true}
            file_output: {enabled: true, filename: ausgabe-ñ.txt}
            program_output: {enabled: true, keep_alive: true, program: "cat >programm-ç.txt; env >umgebung.txt"}
            log_stderr: true
            webserver: {enabled: false}""";

    @BeforeEach
    void install() throws IOException {
        Path installed = Files.createDirectory(dir.resolve("installed"));
        for (String part : List.of("peregrine", "scripts", "rules")) {
            copy(Engine.home().resolve(part), installed.resolve(part));
        }
        copy(Engine.home().resolve("modules/config/peregrine.yaml"), installed.resolve("peregrine.yaml"));
        copy(Engine.home().resolve("modules/app/target/dist/lib"), installed.resolve("lib"));
    }

    @Test
    void everyPathOfAConfigurationWorks() throws Exception {
        for (Map<String, String> locale : List.of(
                Map.<String, String>of(),
                Map.of("LC_ALL", "C"),
                Map.of("LANG", "xx_XX.UTF-8"),
                Map.of("LC_ALL", "POSIX", "LANG", "C.UTF-8"))) {
            Run run = run(locale, "../installed/peregrine -c konfiguration-ö.yaml && cat ausgabe-ñ.txt programm-ç.txt");
            assertThat(run.exit()).as(run.err()).isZero();
            List<String> alerts =
                    run.out().lines().filter(line -> line.startsWith("{")).toList();
            assertThat(alerts).hasSizeGreaterThan(300);
            assertThat(alerts.size() % 3).isZero();
            assertThat(run.err())
                    .contains("regeln-日本/ä.yaml", "ß.yaml", "þ.yaml")
                    .doesNotContain("\tat ");
            assertThat(Files.readAllLines(dir.resolve("umgebung")))
                    .as("a program that is started gets what the launcher got")
                    .filteredOn(line -> line.startsWith("LC_ALL=") || line.startsWith("LANG="))
                    .containsExactlyInAnyOrderElementsOf(
                            locale.entrySet().stream().map(Map.Entry::toString).toList());
        }
    }

    @Test
    void everyPathOfTheCommandLineWorks() throws Exception {
        for (String command : List.of(
                "-c konfiguration-ö.yaml -r ß.yaml",
                "-V ß.yaml -V regeln-日本/ä.yaml",
                "-c konfiguration-ö.yaml -L",
                "lint regeln-日本",
                "read aufnahme-ü.scap.gz",
                "read \"$PWD/aufnahme-ü.scap.gz\"",
                "-o engine.kind=replay -o engine.replay.capture_file=aufnahme-ü.scap.gz -r \"$PWD/regeln-日本\"")) {
            Run run = run(Map.of(), "../installed/peregrine " + command);
            assertThat(run.exit()).as(command + "\n" + run.err()).isZero();
            assertThat(run.out()).as(command).isNotBlank();
        }
        Run missing = run(Map.of(), "../installed/peregrine -r fehlt-é.yaml");
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.err()).contains("fehlt-é.yaml").doesNotContain("\tat ");
    }

    @Test
    void theProductMayLieInSuchAFolder() throws Exception {
        Run run = run(
                Map.of(),
                "mv ../installed ./einbau-ø && ./einbau-ø/peregrine -c konfiguration-ö.yaml | grep -c '^{'; ./einbau-ø/peregrine --version");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out().lines().findFirst().orElseThrow()).matches("\\d{3,}");
        assertThat(run.out()).contains("Falco version: 0.44.0");
    }

    private Run run(Map<String, String> locale, String command) throws IOException, InterruptedException {
        Path script = Files.writeString(
                dir.resolve("script"),
                PREPARE + command + "\nstatus=$?; cp umgebung.txt ../umgebung 2>/dev/null; exit $status\n");
        List<String> line = new ArrayList<>(List.of("env", "-i", "PATH=" + System.getenv("PATH")));
        new TreeMap<>(locale).forEach((name, value) -> line.add(name + "=" + value));
        line.add("CAPTURE=" + Engine.golden("captures/syscalls.scap.gz"));
        line.add("bash");
        line.add("-c");
        line.add("CONFIGURATION=$(cat configuration) && export CONFIGURATION && rm -rf ordner-* && . ./script");
        Files.writeString(dir.resolve("configuration"), CONFIGURATION);
        int exit = new ProcessBuilder(line)
                .directory(dir.toFile())
                .redirectOutput(dir.resolve("out").toFile())
                .redirectError(dir.resolve("err").toFile())
                .start()
                .waitFor();
        return new Run(
                exit,
                Files.readString(dir.resolve("out"), StandardCharsets.UTF_8),
                Files.readString(dir.resolve("err"), StandardCharsets.UTF_8));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
