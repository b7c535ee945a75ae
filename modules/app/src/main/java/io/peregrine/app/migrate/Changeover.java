package io.peregrine.app.migrate;

import io.peregrine.app.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The step from Falco's service to Peregrine's and back. What it wrote and stopped stands in a record, so that the way back ends where the way there
 * began.
 */
final class Changeover {
    private static final String DROP_IN = "etc/systemd/system/peregrine.service.d/10-falco.conf";
    private static final String ALIAS = "etc/systemd/system/falco.service";
    private static final String RECORD = "var/lib/peregrine/migration";
    private static final String SERVICE = "peregrine.service";

    private final Path root;
    private final ServiceControl services;

    Changeover(Path root, ServiceControl services) {
        this.root = root;
        this.services = services;
    }

    /**
     * Writes the drop-in with Falco's configuration, options and environment, ends Falco's service and starts Peregrine's.
     *
     * @param isAlias whether peregrine.service also answers to the name falco.service
     * @return what was done, a sentence each
     */
    List<String> apply(FalcoInstallation falco, boolean isAlias) throws CommandFailure {
        if (Files.exists(root.resolve(RECORD))) {
            throw new CommandFailure(
                    "This machine has changed over already; 'peregrine migrate --undo' goes back first.");
        }
        Optional<String> service = falco.service().filter(falco::isEnabled).map(UnitFile::name);
        List<String> done = new ArrayList<>();
        write(RECORD, "service=" + service.orElse("") + "\nalias=" + isAlias + "\n", done);
        write(DROP_IN, dropIn(falco), done);
        if (service.isPresent()) {
            control(done, "disable", "--now", service.get());
        }
        if (isAlias) {
            link(done);
        }
        control(done, "daemon-reload");
        control(done, "enable", "--now", SERVICE);
        return done;
    }

    /**
     * Takes back what {@link #apply} did.
     *
     * @return what was done, a sentence each
     */
    List<String> undo() throws CommandFailure {
        Path record = root.resolve(RECORD);
        if (!Files.isRegularFile(record)) {
            throw new CommandFailure(
                    "There is nothing to take back: this machine has not changed over with 'peregrine migrate --apply'.");
        }
        List<String> done = new ArrayList<>();
        List<String> lines = lines(record);
        control(done, "disable", "--now", SERVICE);
        if (lines.contains("alias=true")) {
            remove(ALIAS, done);
        }
        remove(DROP_IN, done);
        removeIfEmpty(root.resolve(DROP_IN).getParent());
        control(done, "daemon-reload");
        for (String line : lines) {
            if (line.startsWith("service=") && line.length() > "service=".length()) {
                control(done, "enable", "--now", line.substring("service=".length()));
            }
        }
        remove(RECORD, done);
        return done;
    }

    private static String dropIn(FalcoInstallation falco) {
        List<String> words = new ArrayList<>(List.of("/usr/bin/peregrine"));
        if (falco.options().stream().noneMatch(option -> option.startsWith("-c"))) {
            words.add("-c");
            words.add("/etc/falco/falco.yaml");
        }
        falco.options().forEach(option -> words.add(quoted(option)));
        return "# Written by 'peregrine migrate --apply'; 'peregrine migrate --undo' takes it away.\n[Service]\nExecStart=\nExecStart="
                + String.join(" ", words) + "\n" + String.join("\n", falco.environment()) + "\n";
    }

    private static String quoted(String word) {
        return word.matches("[^\\s\"'\\\\]+")
                ? word
                : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void write(String name, String text, List<String> done) throws CommandFailure {
        Path file = root.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new CommandFailure(
                    "The file " + file + " cannot be written: " + e.getMessage() + ". Changing over needs root.", e);
        }
        done.add("wrote " + file);
    }

    private void link(List<String> done) throws CommandFailure {
        Path link = root.resolve(ALIAS);
        try {
            if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                throw new CommandFailure(
                        link + " exists and is left as it is; without --alias everything else is done.");
            }
            Files.createSymbolicLink(link, Path.of("/usr/lib/systemd/system").resolve(SERVICE));
        } catch (IOException e) {
            throw new CommandFailure("The link " + link + " cannot be made: " + e.getMessage() + ".", e);
        }
        done.add("linked " + link + " to " + SERVICE);
    }

    private void remove(String name, List<String> done) throws CommandFailure {
        Path file = root.resolve(name);
        try {
            if (Files.deleteIfExists(file)) {
                done.add("removed " + file);
            }
        } catch (IOException e) {
            throw new CommandFailure("The file " + file + " cannot be removed: " + e.getMessage() + ".", e);
        }
    }

    /** A folder that holds something else, or cannot be removed, stays: an empty one changes nothing. */
    private static void removeIfEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // Files of others lie in it.
        }
    }

    private static List<String> lines(Path file) throws CommandFailure {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new CommandFailure("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private void control(List<String> done, String... words) throws CommandFailure {
        String command = "systemctl " + String.join(" ", words);
        if (services.isHere()) {
            services.run(words);
            done.add("ran '" + command + "'");
        } else {
            done.add("left to you, as systemd does not run here: '" + command + "'");
        }
    }
}
