package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An ordinary user with the capabilities that {@code scripts/least-privilege} gives can do all that root can that watching needs. */
class LeastPrivilegeLiveTest {
    private static final Path SCRIPT =
            Path.of("../../scripts/least-privilege").toAbsolutePath().normalize();

    private static final String AS_IT_IS = "true";
    private static final String WITH_TRACEFS =
            "{ mountpoint -q /sys/kernel/tracing || mount -t tracefs tracefs /sys/kernel/tracing; }";
    private static final String WITHOUT_TRACEFS =
            "mount -t tmpfs none /sys/kernel/tracing && mount -t tmpfs none /sys/kernel/debug";

    @TempDir
    private Path folder;

    @BeforeEach
    void canBeGiven() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give capabilities away");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "there is no setpriv");
    }

    @Test
    void watchesSelectsMoreReadsKeysAndLooksIntoRootsProcesses() throws Exception {
        Path key = Files.createFile(
                folder.resolve("key.pem"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, "secret");
        Path outputs = Files.createDirectory(folder.resolve("outputs"));
        Files.setPosixFilePermissions(outputs, PosixFilePermissions.fromString("rwxrwxrwx"));
        ProcessBuilder sleeper = new ProcessBuilder("/bin/sleep", "120");
        sleeper.environment().put("MARK", "of-root");
        Process ofRoot = sleeper.start();
        try {
            List<String> found = run(outputs, key.toString(), Long.toString(ofRoot.pid()), "/bin/cat");

            assertThat(found).contains("losses []", "open true", "key secret", "environ true", "user 65534");
            assertThat(found).anyMatch(line -> line.startsWith("exe ") && line.endsWith("/sleep"));
            assertThat(found).anyMatch(line -> line.startsWith("fd pipe:"));
        } finally {
            ofRoot.destroy();
        }
    }

    @ParameterizedTest
    @CsvSource({WITH_TRACEFS + ", TRACEPOINT", WITHOUT_TRACEFS + ", SYS_ENTER"})
    void takesArgumentsInFunctionsWhereTheKernelAllowsItElseAtTracepointsWhereTracefsIsMounted(
            String mounts, String way) throws Exception {
        Path outputs = Files.createDirectory(folder.resolve("outputs"));
        Files.setPosixFilePermissions(outputs, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path key = Files.writeString(folder.resolve("key"), "secret");

        List<String> found = run(
                mounts,
                outputs,
                key.toString(),
                Long.toString(ProcessHandle.current().pid()),
                "/bin/cat");

        boolean mayMount =
                found.contains("admin true"); // which an old libbpf on an old kernel needs for something else
        String atTracepoints = mayMount ? "TRACEPOINT" : tracepointsAreForAdminAlone() ? "SYS_ENTER" : way;
        String expected = Live.hasFunctions() ? "FUNCTION" : atTracepoints;
        assertThat(found).contains("open true", "entry " + expected);
    }

    /** Debian's kernels have this value, which refuses performance events to everybody else. */
    private static boolean tracepointsAreForAdminAlone() throws IOException {
        return Integer.parseInt(Files.readString(Path.of("/proc/sys/kernel/perf_event_paranoid"))
                        .strip())
                > 2;
    }

    private List<String> run(Path outputs, String... arguments) throws Exception {
        return run(AS_IT_IS, outputs, arguments);
    }

    private List<String> run(String mounts, Path outputs, String... arguments) throws Exception {
        Path result = outputs.resolve("found");
        Process program = new ProcessBuilder(
                        "unshare",
                        "-m",
                        "/bin/sh",
                        "-c",
                        mounts + " && exec \"$@\"",
                        "sh",
                        SCRIPT.toString(),
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("peregrine.test.classpath", System.getProperty("java.class.path")),
                        LeastPrivilegeProgram.class.getName(),
                        arguments[0],
                        arguments[1],
                        arguments[2],
                        result.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes());
        assertThat(program.waitFor()).as(said).isZero();
        return Files.readAllLines(result);
    }
}
