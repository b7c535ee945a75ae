package io.peregrine.app.rules;

import io.peregrine.app.CommandEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of this host in alerts: the variable {@code FALCO_HOSTNAME}, else the kernel's. */
public final class Hostname {
    private Hostname() {}

    /** The name in these surroundings. */
    public static String of(CommandEnvironment environment) {
        return environment.variable("FALCO_HOSTNAME").orElseGet(Hostname::ofKernel);
    }

    private static String ofKernel() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
