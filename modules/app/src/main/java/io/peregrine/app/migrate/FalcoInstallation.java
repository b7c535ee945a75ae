package io.peregrine.app.migrate;

import io.peregrine.app.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is installed of Falco below a root.
 *
 * @param root where the file system begins, / but in tests
 * @param configuration its configuration file
 * @param services the units that start it
 * @param followers the units that fetch its rules
 * @param artifacts falcoctl's configuration
 */
record FalcoInstallation(
        Path root,
        Optional<Path> configuration,
        List<UnitFile> services,
        List<UnitFile> followers,
        Optional<Path> artifacts) {

    /**
     * Looks for one.
     *
     * @throws CommandFailure when a file cannot be read
     */
    static FalcoInstallation find(Path root) throws CommandFailure {
        try {
            return new FalcoInstallation(
                    root,
                    file(root.resolve("etc/falco/falco.yaml")),
                    UnitFile.find(root, "falco(-modern-bpf|-bpf|-kmod|-custom)?\\.service"),
                    UnitFile.find(root, "(falcoctl-artifact-follow|falco-kmod-inject)\\.service"),
                    file(root.resolve("etc/falcoctl/falcoctl.yaml")));
        } catch (IOException e) {
            throw new CommandFailure(
                    "The Falco installation below " + root + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    boolean isEmpty() {
        return configuration.isEmpty() && services.isEmpty();
    }

    /** The unit that is enabled or, when none is, the only one. */
    Optional<UnitFile> service() {
        List<UnitFile> enabled = services.stream().filter(this::isEnabled).toList();
        List<UnitFile> candidates = enabled.isEmpty() ? services : enabled;
        return candidates.stream().findFirst();
    }

    /** Whether the unit starts with the machine. */
    boolean isEnabled(UnitFile unit) {
        return Files.isSymbolicLink(
                root.resolve("etc/systemd/system/multi-user.target.wants").resolve(unit.name()));
    }

    /** The options that the unit gives to Falco; they are Peregrine's too. */
    List<String> options() {
        List<String> words = service().map(UnitFile::command).orElse(List.of());
        return words.isEmpty() ? List.of() : words.subList(1, words.size());
    }

    /** The environment of the unit, a {@code KEY=VALUE} or a file of them each, as the unit writes them. */
    List<String> environment() {
        List<String> lines = new ArrayList<>();
        service().ifPresent(unit -> {
            unit.all("Environment").forEach(value -> lines.add("Environment=" + value));
            unit.all("EnvironmentFile").forEach(value -> lines.add("EnvironmentFile=" + value));
        });
        return lines;
    }

    private static Optional<Path> file(Path path) {
        return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    }
}
