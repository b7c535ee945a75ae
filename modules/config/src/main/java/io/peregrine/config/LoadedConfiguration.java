package io.peregrine.config;

import io.peregrine.config.tree.ConfigNode;
import io.peregrine.config.tree.JsonForm;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A configuration with what there is to say about how it came about.
 *
 * @param values the settings
 * @param mainFile the main file; absent when none was found
 * @param files every file that was read, the main one first
 * @param folders folders named by {@code config_files}
 * @param warnings what the operator should know, a sentence each
 * @param tree the merged tree, for support dumps
 */
public record LoadedConfiguration(
        Configuration values,
        Optional<Path> mainFile,
        List<SourceFile> files,
        List<Path> folders,
        List<String> warnings,
        ConfigNode tree) {
    public LoadedConfiguration {
        files = List.copyOf(files);
        folders = List.copyOf(folders);
        warnings = List.copyOf(warnings);
    }

    /** Returns the merged tree as JSON. */
    public String json() {
        return JsonForm.of(tree);
    }

    /**
     * A file that was read.
     *
     * @param path its path as it was named
     * @param named whether it was named itself, not found in a folder
     * @param validation {@code ok}, or what is wrong first: {@code failed for <root>[...]: ...}
     * @param sha256 makes the digest of its content, in hexadecimal, which only metrics want
     */
    public record SourceFile(Path path, boolean named, String validation, Supplier<String> sha256) {
        /** Tells whether the file agrees with the schema. */
        public boolean isValid() {
            return validation.equals("ok");
        }
    }
}
