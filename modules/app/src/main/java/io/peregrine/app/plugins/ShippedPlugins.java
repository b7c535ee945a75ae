package io.peregrine.app.plugins;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The plugins that ship. A configuration of Falco names their native libraries; where such a file does not exist, ours is meant.
 *
 * @param home the folder of the installation, or of the source tree
 */
public record ShippedPlugins(Path home) {
    /** The names of the plugins, in the order in which they are listed. */
    public static final List<String> NAMES = List.of("json", "k8saudit", "cloudtrail");

    /** The jar that stands for a library; empty when the file exists, or when it is none of ours. */
    public Optional<Path> instead(String libraryPath) {
        String file = libraryPath.substring(libraryPath.lastIndexOf('/') + 1);
        String name = file.replaceFirst("^lib(.*)\\.so$", "$1");
        if (name.equals(file) || !NAMES.contains(name) || Files.exists(Path.of(libraryPath))) {
            return Optional.empty();
        }
        return List.of(home.resolve("plugins"), home.resolve("modules/app/target/dist/plugins")).stream()
                .map(folder -> folder.resolve(name + ".jar"))
                .filter(Files::isReadable)
                .findFirst();
    }
}
