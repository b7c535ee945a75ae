package io.peregrine.app.migrate;

import io.peregrine.app.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What starts and ends services. */
interface ServiceControl {
    /** Whether it runs here; without it files are written all the same and the commands are left to the operator. */
    boolean isHere();

    /**
     * Runs one command of it, such as {@code enable --now peregrine.service}, and waits for it.
     *
     * @throws CommandFailure when it fails
     */
    void run(String... words) throws CommandFailure;

    /** The one of systemd. */
    static ServiceControl systemd() {
        return new ServiceControl() {
            @Override
            public boolean isHere() {
                return Files.isDirectory(Path.of("/run/systemd/system"));
            }

            @Override
            public void run(String... words) throws CommandFailure {
                List<String> command = new ArrayList<>(List.of("systemctl"));
                command.addAll(List.of(words));
                try {
                    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
                    if (status != 0) {
                        throw new CommandFailure(
                                "'" + String.join(" ", command) + "' failed with status " + status + ".");
                    }
                } catch (IOException e) {
                    throw new CommandFailure(
                            "'" + String.join(" ", command) + "' cannot be run: " + e.getMessage() + ".", e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CommandFailure("Interrupted while '" + String.join(" ", command) + "' ran.", e);
                }
            }
        };
    }
}
