package io.peregrine.conformance.receivers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What these tests need of the machine; a test that lacks it is skipped with the reason. */
final class Machine {
    private Machine() {}

    /** The path of a Debian package's program. */
    static String program(String name, String debianPackage) {
        return Stream.of("/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/")
                .map(folder -> folder + name)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseGet(() -> Assumptions.abort(name + " is not installed (package " + debianPackage
                        + "; scripts/receiver-tests installs it)"));
    }

    /** Skips the test unless it runs as root. */
    static void assumeRoot() {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "this needs root");
    }

    /** Runs a command to its end and returns its output; {@code status} must be one of the given. */
    static String run(int[] statuses, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        for (int allowed : statuses) {
            if (status == allowed) {
                return output;
            }
        }
        throw new AssertionError(String.join(" ", command) + " ended with status " + status + ":\n" + output);
    }
}
