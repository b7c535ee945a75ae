package io.peregrine.app.artifact;

import io.peregrine.app.cli.Invocation;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What artifacts can be, by the media type of their configuration. */
enum ArtifactType {
    RULESFILE(".*\\.ya?ml", 64L << 20),
    PLUGIN(".*\\.so", 512L << 20);

    private final String files;
    private final long largest;

    ArtifactType(String files, long largest) {
        this.files = files;
        this.largest = largest;
    }

    /** The type whose configuration has this media type. */
    static Optional<ArtifactType> of(String mediaType) {
        return Stream.of(values())
                .filter(type -> mediaType.equals("application/vnd.cncf.falco." + type.label() + ".config.v1+json"))
                .findFirst();
    }

    /** The name in indexes. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isFile(Path file) {
        return file.getFileName().toString().matches(files);
    }

    /** The bytes that an artifact may have, packed and unpacked. */
    long largest() {
        return largest;
    }

    Path folder(Invocation.ArtifactTerms terms) {
        return this == RULESFILE ? terms.rules() : terms.plugins();
    }
}
