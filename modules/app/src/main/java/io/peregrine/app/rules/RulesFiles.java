package io.peregrine.app.rules;

import io.peregrine.app.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rules files as users name them, files and folders; a folder stands for the YAML files in it, in the order of their names. */
public final class RulesFiles {
    private RulesFiles() {}

    /** The files behind these names; none is looked for below a folder of a folder. */
    public static List<Path> expand(List<Path> named) throws CommandFailure {
        List<Path> files = new ArrayList<>();
        for (Path path : named) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> entries = Files.list(path)) {
                entries.filter(entry -> entry.toString().matches(".*\\.ya?ml") && Files.isRegularFile(entry))
                        .sorted()
                        .forEach(files::add);
            } catch (IOException e) {
                throw new CommandFailure("The folder " + path + " cannot be listed: " + e.getMessage() + ".", e);
            }
        }
        return files;
    }
}
