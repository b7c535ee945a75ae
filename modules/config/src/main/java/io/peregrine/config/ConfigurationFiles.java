package io.peregrine.config;

import io.peregrine.config.setting.Finding;
import io.peregrine.config.setting.SettingCatalog;
import io.peregrine.config.setting.SettingReader;
import io.peregrine.config.setting.TreeCheck;
import io.peregrine.config.tree.ConfigNode;
import io.peregrine.config.tree.MergeStrategy;
import io.peregrine.config.tree.SettingOrigin;
import io.peregrine.config.tree.TreeException;
import io.peregrine.config.tree.VariableExpansion;
import io.peregrine.config.tree.YamlText;
import io.peregrine.diagnostics.Sha256;
import io.peregrine.diagnostics.TextEncoding;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the main file and merges the files that it names; one instance serves one load. */
final class ConfigurationFiles {
    private final SettingCatalog catalog;
    private final VariableExpansion expansion;
    private final List<LoadedConfiguration.SourceFile> files = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    ConfigurationFiles(SettingCatalog catalog, VariableExpansion expansion) {
        this.catalog = catalog;
        this.expansion = expansion;
    }

    List<LoadedConfiguration.SourceFile> files() {
        return files;
    }

    List<Path> folders() {
        return folders;
    }

    List<String> warnings() {
        return warnings;
    }

    /** Reads one file into a map; an empty file is an empty map. */
    ConfigNode.Mapping read(Path path, boolean named) throws ConfigurationException, TreeException {
        byte[] content = content(path);
        YamlText.Document document = YamlText.read(path.toString(), text(path, content), expansion);
        warnings.addAll(document.warnings());
        ConfigNode.Mapping root = switch (document.root()) {
            case ConfigNode.Mapping mapping -> mapping;
            case ConfigNode.Empty ignored -> new ConfigNode.Mapping(Map.of(), new SettingOrigin(path.toString(), 1));
            case ConfigNode other ->
                throw new TreeException(other.origin() + ": a configuration is a map from keys to values, but this is "
                        + other.kind() + ".");
        };
        List<Finding> findings = TreeCheck.check(catalog, root);
        findings.forEach(finding -> warnings.add(finding.sentence()));
        String validation = findings.isEmpty()
                ? "ok"
                : "failed for " + findings.getFirst().path() + ": "
                        + findings.getFirst().message();
        files.add(new LoadedConfiguration.SourceFile(path, named, validation, () -> Sha256.hexOf(content)));
        return root;
    }

    /** Merges what {@code config_files} names into the tree of the main file. */
    ConfigNode.Mapping merge(Path main, ConfigNode.Mapping root) throws ConfigurationException, TreeException {
        ConfigNode.Mapping merged = root;
        List<String> problems = new ArrayList<>();
        for (SettingReader entry : SettingReader.over(catalog, root, problems).items("config_files")) {
            Inclusion inclusion = inclusion(entry);
            Path path = inclusion.path();
            if (path.equals(main)) {
                throw new TreeException(entry.node().origin()
                        + ": 'config_files' names the main file itself, which would include it without end.");
            }
            if (Files.isDirectory(path)) {
                folders.add(path);
                for (Path file : regularFiles(path)) {
                    merged = include(merged, file, false, inclusion.strategy());
                }
            } else if (Files.exists(path)) {
                merged = include(merged, path, true, inclusion.strategy());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return merged;
    }

    private record Inclusion(Path path, MergeStrategy strategy) {}

    private static Inclusion inclusion(SettingReader entry) throws TreeException {
        if (entry.node() instanceof ConfigNode.Scalar scalar) {
            return new Inclusion(Path.of(scalar.text()), MergeStrategy.APPEND);
        }
        if (!(entry.node() instanceof ConfigNode.Mapping) || entry.find("path").isEmpty()) {
            throw new TreeException(entry.node().origin() + ": an entry of 'config_files' is a path or has a 'path'.");
        }
        return new Inclusion(Path.of(entry.text("path")), MergeStrategy.parse(entry.word("strategy")));
    }

    private ConfigNode.Mapping include(ConfigNode.Mapping base, Path file, boolean named, MergeStrategy strategy)
            throws ConfigurationException, TreeException {
        ConfigNode.Mapping included = read(file, named);
        if (included.get("config_files").isPresent()) {
            throw new TreeException(included.get("config_files").get().origin()
                    + ": a file that is included cannot have 'config_files' itself; name all files in the main one.");
        }
        return strategy.merge(base, included);
    }

    private static List<Path> regularFiles(Path folder) throws ConfigurationException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The configuration folder " + folder + " cannot be listed: " + reason(e) + ".");
        }
    }

    private static byte[] content(Path path) throws ConfigurationException {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new ConfigurationException("The configuration file " + path + " cannot be read: " + reason(e) + ".");
        }
    }

    private static String text(Path path, byte[] content) throws ConfigurationException {
        try {
            return TextEncoding.decode(content);
        } catch (CharacterCodingException e) {
            throw new ConfigurationException("The configuration file " + path
                    + " is not UTF-8 or UTF-16 text; save it in UTF-8 or name another file with -c.");
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException ignored -> "it does not exist";
            case AccessDeniedException ignored -> "permission denied";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
