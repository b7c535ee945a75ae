package io.peregrine.app.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.CommandLineReader;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Falco that was installed by its package, in a folder, and what becomes of it there and back. */
class MigrateCommandTest {
    @TempDir
    private Path root;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> controlled = new ArrayList<>();

    @BeforeEach
    void installFalco() throws IOException {
        write(
                "usr/lib/systemd/system/falco-modern-bpf.service",
                "[Service]\nExecStart=/usr/bin/falco -o engine.kind=modern_ebpf\n");
        write("usr/lib/systemd/system/falco-kmod.service", "[Service]\nExecStart=/usr/bin/falco -o engine.kind=kmod\n");
        write(
                "usr/lib/systemd/system/falcoctl-artifact-follow.service",
                "[Service]\nExecStart=/usr/bin/falcoctl artifact follow\n");
        write(
                "etc/systemd/system/falco-modern-bpf.service.d/site.conf",
                "[Service]\nExecStart=\nExecStart=/usr/bin/falco -o engine.kind=modern_ebpf -A -o 'append_output[]={\"extra_output\": \"site a\"}'\n"
                        + "Environment=FALCO_HOSTNAME=box\n");
        Path wants = root.resolve("etc/systemd/system/multi-user.target.wants/falco-modern-bpf.service");
        Files.createDirectories(wants.getParent());
        Files.createSymbolicLink(wants, Path.of("/usr/lib/systemd/system/falco-modern-bpf.service"));
        write(
                "etc/falco/rules.yaml",
                "- rule: one\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n");
        write(
                "etc/falco/falco.yaml",
                "rules_files: [" + root.resolve("etc/falco/rules.yaml") + ", " + root.resolve("etc/falco/local.yaml")
                        + "]\n"
                        + "file_output: {enabled: true, filename: /var/log/falco.log}\n"
                        + "load_plugins: [container]\nplugins: [{name: container, library_path: libcontainer.so}]\n");
    }

    @Test
    void theTableSaysWhatBecomesOfEachPartAndNothingChanges() throws Exception {
        Map<String, String> before = files();

        assertThat(migrate()).isZero();

        assertThat(line("falco-modern-bpf.service", "service")).startsWith("taken over");
        assertThat(line("falco-kmod.service", "service")).startsWith("not needed");
        assertThat(line("falcoctl-artifact-follow.service", "service")).startsWith("changes");
        assertThat(line("rules.yaml", "rules")).startsWith("taken over").endsWith("loads");
        assertThat(line("local.yaml", "rules")).startsWith("not needed");
        assertThat(line("falco.yaml", "plugin container")).startsWith("changes");
        assertThat(line("falco.yaml", "file_output")).startsWith("changes").contains("/var/log/falco.log");
        assertThat(line("site.conf", "drop-in")).startsWith("changes");
        assertThat(text()).contains("-A is deprecated", "FALCO_HOSTNAME=box", "0 not supported");
        assertThat(files()).isEqualTo(before);
        assertThat(controlled).isEmpty();
    }

    @Test
    void applyingExchangesTheServicesAndUndoingLeavesNothingBehind() throws Exception {
        Map<String, String> before = files();

        assertThat(migrate("--apply", "--alias")).isZero();

        String dropIn = Files.readString(root.resolve("etc/systemd/system/peregrine.service.d/10-falco.conf"));
        assertThat(dropIn)
                .contains(
                        "\nExecStart=\nExecStart=/usr/bin/peregrine -c /etc/falco/falco.yaml -o engine.kind=modern_ebpf -A -o"
                                + " \"append_output[]={\\\"extra_output\\\": \\\"site a\\\"}\"\n")
                .contains("\nEnvironment=FALCO_HOSTNAME=box\n");
        assertThat(root.resolve("etc/systemd/system/falco.service")).isSymbolicLink();
        assertThat(files()).containsAllEntriesOf(before);
        assertThat(controlled)
                .containsExactly(
                        "disable --now falco-modern-bpf.service", "daemon-reload", "enable --now peregrine.service");
        assertThatThrownBy(() -> migrate("--apply"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--undo");

        controlled.clear();
        assertThat(migrate("--undo")).isZero();

        assertThat(files()).isEqualTo(before);
        assertThat(root.resolve("etc/systemd/system/peregrine.service.d")).doesNotExist();
        assertThat(controlled)
                .containsExactly(
                        "disable --now peregrine.service", "daemon-reload", "enable --now falco-modern-bpf.service");
        assertThatThrownBy(() -> migrate("--undo"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("nothing to take back");
    }

    @Test
    void whatIsNotSupportedStopsTheChangeUnlessForced() throws Exception {
        write(
                "etc/falco/rules.yaml",
                "- rule: one\n  desc: d\n  condition: fd.nam = x\n  output: o\n  priority: INFO\n");
        Map<String, String> before = files();

        assertThat(migrate()).isEqualTo(1);
        assertThat(line("rules.yaml", "rules")).startsWith("not supported").contains("1 errors", "peregrine -V");
        assertThatThrownBy(() -> migrate("--apply"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--force");
        assertThat(files()).isEqualTo(before);
        assertThat(migrate("--apply", "--force")).isZero();
    }

    @Test
    void withoutFalcoThereIsNothingToDo() {
        assertThatThrownBy(() -> execute(root.resolve("etc/falco")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("There is no Falco here");
    }

    private int migrate(String... options) throws Exception {
        out.reset();
        return execute(root, options);
    }

    private int execute(Path where, String... options) throws Exception {
        List<String> line = new ArrayList<>(List.of("migrate", "--root", where.toString()));
        line.addAll(List.of(options));
        CommandEnvironment environment = new CommandEnvironment(
                Map.of(),
                out,
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                root,
                ZoneId.of("UTC"));
        Invocation.Migrate migrate =
                (Invocation.Migrate) CommandLineReader.read(line).invocation();
        return new MigrateCommand(environment, new Terminal(environment), services()).execute(migrate);
    }

    private ServiceControl services() {
        return new ServiceControl() {
            @Override
            public boolean isHere() {
                return true;
            }

            @Override
            public void run(String... words) {
                controlled.add(String.join(" ", words));
            }
        };
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String line(String file, String subject) {
        return text().lines()
                .filter(line -> line.contains(file + " ") && line.contains("  " + subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text()));
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(path -> !Files.isDirectory(path)).toList()) {
                files.put(
                        file.toString(),
                        Files.isSymbolicLink(file)
                                ? Files.readSymbolicLink(file).toString()
                                : Files.readString(file));
            }
        }
        return files;
    }
}
