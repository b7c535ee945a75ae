package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher of an installed package: it never builds, and what the virtual machine has to say stays off standard output. */
class LauncherTest {
    private record Run(int exit, String out, String err) {}

    @TempDir
    Path installed;

    @BeforeEach
    void install() throws IOException {
        Path home = Engine.home();
        for (String part : List.of("peregrine", "scripts", "rules")) {
            copy(home.resolve(part), installed.resolve(part));
        }
        copy(home.resolve("modules/config/peregrine.yaml"), installed.resolve("peregrine.yaml"));
        copy(home.resolve("modules/app/target/dist/lib"), installed.resolve("lib"));
    }

    @Test
    void printsTheVersionAndNothingElse() throws Exception {
        Run run = run("./peregrine", "--version");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("Peregrine version: ").contains("Falco version: 0.44.0");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aStaleCacheOfTheVirtualMachineIsIgnoredSilently() throws Exception {
        Run training = run(
                "bash",
                "-c",
                "home=$PWD dist=$PWD; mkdir -p target; . scripts/environment.sh; find_jdk; . scripts/build.sh; train_cache");
        assertThat(installed.resolve("peregrine.aot")).as(training.err()).exists();
        try (Stream<Path> jars = Files.list(installed.resolve("lib"))) {
            Files.setLastModifiedTime(jars.sorted().findFirst().orElseThrow(), FileTime.from(Instant.EPOCH));
        }

        Run run = run("./peregrine", "--page-size");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out().strip()).matches("\\d+");
        assertThat(run.err()).isEmpty();
    }

    /** What is done in a second or two runs without the optimising compiler; the script of a source tree and the program of a package decide alike. */
    @ParameterizedTest
    @CsvSource({
        "true, --version",
        "true, -V rules.yaml",
        "true, --list=syscall -N",
        "true, lint rules.yaml",
        "true, test rules",
        "true, -e small.scap",
        "true, -esmall.scap -r rules.yaml",
        "true, -r rules.yaml -o engine.kind=replay -o engine.replay.capture_file=small.scap",
        "true, --option=engine.replay.capture_file=small.scap",
        "true, -e large.scap -e small.scap",
        "true, read small.scap",
        "true, read pipe",
        "false, -e pipe",
        "false, -e rules",
        "false, read large.scap",
        "false, -c peregrine.yaml",
        "false, -M 5 -o json_output=true",
        "false, -e large.scap",
        "false, -e packed.scap.gz",
        "false, -e nowhere.scap",
        "false, -oengine.replay.capture_file=large.scap",
        "false, record -o x.scap -- ls -L",
        "false, hunt small.scap",
        "false, lsp"
    })
    void whatIsShortHasTheQuickCompilerAlone(boolean quick, String arguments) throws Exception {
        capture("small.scap", 1 << 10, new byte[0]);
        capture("large.scap", (256L << 20) + 1, new byte[0]);
        capture("packed.scap.gz", (32L << 20) + 1, new byte[] {0x1f, (byte) 0x8b});
        assertThat(run("mkfifo", "pipe").exit()).isZero();
        Path program = Engine.home().resolve("packaging/launcher/peregrine.c");
        Run built = run(
                "bash",
                "-c",
                "mkdir -p package/lib/runtime/bin && cc -o package/peregrine " + program
                        + " && printf '#!/bin/sh\\necho \"$@\"\\n' >package/lib/runtime/bin/java && chmod +x package/lib/runtime/bin/java"
                        + " && : >package/lib/jvm.options");
        assertThat(built.exit()).as(built.err()).isZero();

        Run script = run(
                "bash",
                "-c",
                "home=$PWD dist=$PWD; . scripts/jvm.sh; choose_jvm_flags " + arguments + "; echo \"${jvm_flags[*]}\"");
        Run packaged = run("bash", "-c", "package/peregrine " + arguments);

        assertThat(script.out().contains("TieredStopAtLevel=1")).as("script").isEqualTo(quick);
        assertThat(packaged.out().contains("TieredStopAtLevel=1")).as("program").isEqualTo(quick);
    }

    private void capture(String name, long size, byte[] start) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(installed.resolve(name).toFile(), "rw")) {
            file.setLength(size);
            file.write(start);
        }
    }

    @Test
    void aMissingJdkIsOneSentence() throws Exception {
        Run run = run("bash", "-c", "home=$PWD; . scripts/environment.sh; is_jdk() { return 1; }; find_jdk");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith("peregrine: No JDK 25 was found").hasLineCount(1);
    }

    @Test
    void aSignalIsObeyedAlthoughWhoStartedTheEngineHadItIgnored() throws Exception {
        String engine = "./peregrine -o engine.kind=nodriver -o webserver.enabled=false -P pid";
        Process started = new ProcessBuilder("bash", "-c", "trap '' INT HUP; exec " + engine)
                .directory(installed.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            Path pid = installed.resolve("pid");
            await(() -> Files.exists(pid) && !Files.readString(pid).isEmpty() && handlesInterrupts(started.pid()));

            run("bash", "-c", "kill -INT $(cat pid)");

            assertThat(started.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            started.destroyForcibly();
        }
    }

    private static boolean handlesInterrupts(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("SigCgt:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1 << 1) != 0);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waiting").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private Run run(String... command) throws IOException, InterruptedException {
        File out = installed.resolve("out.txt").toFile();
        File err = installed.resolve("err.txt").toFile();
        int exit = new ProcessBuilder(command)
                .directory(installed.toFile())
                .redirectOutput(out)
                .redirectError(err)
                .start()
                .waitFor();
        return new Run(
                exit,
                Files.readString(out.toPath(), StandardCharsets.UTF_8),
                Files.readString(err.toPath(), StandardCharsets.UTF_8));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
