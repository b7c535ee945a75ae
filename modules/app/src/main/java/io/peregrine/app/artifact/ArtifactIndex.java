package io.peregrine.app.artifact;

import io.peregrine.app.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The entries of indexes of falcoctl, in order; of several with one name the first counts.
 *
 * @param entries the entries
 */
record ArtifactIndex(List<Entry> entries) {
    /** The index that falcoctl knows by itself. */
    static final String DEFAULT = "https://falcosecurity.github.io/falcoctl/index.yaml";

    private static final int LARGEST = 16 << 20;

    /**
     * One artifact.
     *
     * @param name its name
     * @param type {@code rulesfile}, {@code plugin} or {@code asset}
     * @param place registry and repository
     * @param description a sentence
     * @param license an SPDX identifier
     */
    record Entry(String name, String type, String place, String description, String license) {}

    /** Reads indexes from files and addresses. */
    static ArtifactIndex load(List<String> sources, RegistryClient client) throws CommandFailure {
        List<Entry> entries = new ArrayList<>();
        for (String source : sources) {
            byte[] content = source.matches("https?://.*") ? client.fetch(source, LARGEST) : file(source);
            for (Document entry : Document.read("The index " + source, content).items()) {
                entries.add(new Entry(
                        entry.at("name").text(),
                        entry.at("type").text(),
                        entry.at("registry").text() + "/"
                                + entry.at("repository").text(),
                        entry.at("description").text(),
                        entry.at("license").text()));
            }
        }
        return new ArtifactIndex(List.copyOf(entries));
    }

    private static byte[] file(String name) throws CommandFailure {
        try {
            return Files.readAllBytes(Path.of(name));
        } catch (IOException e) {
            throw new CommandFailure("The index " + name + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /**
     * The place of what a user names: a reference, or a name of the index with a tag or digest behind it.
     *
     * @throws CommandFailure when the name is in no index
     */
    ArtifactReference resolve(String named) throws CommandFailure {
        if (named.contains("/")) {
            return ArtifactReference.parse(named);
        }
        String name = named.replaceFirst("[:@].*", "");
        Optional<Entry> found =
                entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            throw new CommandFailure("There is no artifact '" + name
                    + "' in the indexes; 'peregrine artifact list' names what there is.");
        }
        return ArtifactReference.parse(found.get().place() + named.substring(name.length()));
    }
}
