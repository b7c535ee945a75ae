package io.peregrine.app.observe;

import io.peregrine.config.Configuration;
import io.peregrine.config.LoadedConfiguration;
import io.peregrine.diagnostics.Sha256;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.server.metrics.EngineFacts.FileDigest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The digests that metrics show of the files that were loaded; without metrics none are made, which would take 25 ms of processor time of a start. */
public final class FileDigests {
    private FileDigests() {}

    /** Those of rules files. */
    public static List<FileDigest> ofRules(Configuration configuration, List<SourceText> texts) {
        return configuration.metrics().enabled()
                ? texts.stream()
                        .map(text -> named(
                                Path.of(text.name()),
                                Sha256.hexOf(text.content().getBytes(StandardCharsets.UTF_8))))
                        .toList()
                : List.of();
    }

    /** Those of the configuration's files. */
    public static List<FileDigest> ofConfiguration(LoadedConfiguration loaded) {
        return loaded.values().metrics().enabled()
                ? loaded.files().stream()
                        .map(file -> named(file.path(), file.sha256().get()))
                        .toList()
                : List.of();
    }

    private static FileDigest named(Path file, String sha256) {
        return new FileDigest(file.getFileName().toString(), sha256);
    }
}
