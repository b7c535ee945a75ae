package io.peregrine.app.artifact;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Invocation.ArtifactTerms;
import io.peregrine.loader.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Brings artifacts onto this machine: fetched and checked aside, then put in place file by file in one step each. */
final class ArtifactInstaller {
    private static final int LARGEST_CONFIGURATION = 1 << 20;

    private final RegistryClient client;
    private final ArtifactTerms terms;
    private final Optional<CosignSignature> signatures;

    ArtifactInstaller(RegistryClient client, ArtifactTerms terms) throws CommandFailure {
        this.client = client;
        this.terms = terms;
        this.signatures = terms.key().isPresent()
                ? Optional.of(CosignSignature.with(terms.key().get()))
                : Optional.empty();
    }

    /**
     * What was installed.
     *
     * @param digest the manifest's
     * @param files the files that were put in place
     * @param dependencies artifacts that it needs, as names with versions
     */
    record Installed(String digest, List<Path> files, List<String> dependencies) {}

    /** The digest of what a reference names now. */
    String digest(ArtifactReference reference) throws CommandFailure {
        return client.manifest(reference).digest();
    }

    /**
     * Fetches, checks and puts in place.
     *
     * @throws CommandFailure when anything is not as it should be; then everything is as it was
     */
    Installed install(ArtifactReference reference) throws CommandFailure {
        Manifest manifest = client.manifest(reference);
        ArtifactType type = ArtifactType.of(manifest.config().mediaType())
                .orElseThrow(
                        () -> new CommandFailure(reference + " is neither rules nor a plugin: its configuration is '"
                                + manifest.config().mediaType() + "'."));
        if (signatures.isPresent()) {
            signatures.get().check(client, reference, manifest.digest());
        }
        Document configuration = Document.read(
                "The configuration of " + reference,
                client.content(reference, manifest.config(), LARGEST_CONFIGURATION));
        checkEngine(reference, configuration);
        List<String> dependencies = configuration.at("dependencies").items().stream()
                .map(each -> each.at("name").text() + ":" + each.at("version").text())
                .toList();
        return new Installed(manifest.digest(), place(reference, manifest, type), dependencies);
    }

    private void checkEngine(ArtifactReference reference, Document configuration) throws CommandFailure {
        for (Document requirement : configuration.at("requirements").items()) {
            Optional<Version> needed = Version.parse(requirement.at("version").text());
            if (requirement.at("name").text().equals("engine_version_semver")
                    && needed.isPresent()
                    && !Version.ENGINE.satisfies(needed.get())) {
                throw new CommandFailure(reference + " needs an engine of version " + needed.get() + "; this one is "
                        + Version.ENGINE + ".");
            }
        }
    }

    private List<Path> place(ArtifactReference reference, Manifest manifest, ArtifactType type) throws CommandFailure {
        Path folder = type.folder(terms);
        try {
            Files.createDirectories(folder);
            Path aside = Files.createTempDirectory(folder, ".peregrine-");
            try {
                List<Path> placed = new ArrayList<>();
                for (Path file : fetch(reference, manifest, type, aside)) {
                    Path destination = folder.resolve(file.getFileName());
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
                    Files.move(file, destination, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    placed.add(destination);
                }
                return placed;
            } finally {
                delete(aside);
            }
        } catch (IOException e) {
            throw new CommandFailure(reference + " cannot be put into " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    private List<Path> fetch(ArtifactReference reference, Manifest manifest, ArtifactType type, Path aside)
            throws IOException, CommandFailure {
        List<Path> files = new ArrayList<>();
        for (Manifest.Descriptor layer : manifest.layers()) {
            Path archive = aside.resolve(".layer");
            try (OutputStream out = Files.newOutputStream(archive)) {
                client.copy(reference, layer, type.largest(), out);
            }
            files.addAll(ArtifactArchive.unpack(archive, aside, type.largest()));
        }
        List<Path> wanted = files.stream().filter(type::isFile).toList();
        if (wanted.isEmpty()) {
            throw new IOException("there is no file of a " + type.label() + " in it");
        }
        return wanted;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
