package io.peregrine.config;

import io.peregrine.config.setting.FormerSetting;
import io.peregrine.config.setting.KeyOnList;
import io.peregrine.config.setting.SettingCatalog;
import io.peregrine.config.setting.SettingReader;
import io.peregrine.config.setting.SettingSchema;
import io.peregrine.config.setting.SettingType;
import io.peregrine.config.setting.TreeCheck;
import io.peregrine.config.tree.Assignment;
import io.peregrine.config.tree.ConfigNode;
import io.peregrine.config.tree.KeyPath;
import io.peregrine.config.tree.SettingOrigin;
import io.peregrine.config.tree.TreeException;
import io.peregrine.config.tree.VariableExpansion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds, reads, merges and checks the configuration. An instance may be used again for every reload; it keeps nothing of a
 * load.
 */
public final class ConfigurationLoader {
    private static final Path SYSTEM_FILE = Path.of("/etc/peregrine/peregrine.yaml");
    private static final Path FALCO_FILE = Path.of("/etc/falco/falco.yaml");

    private final SettingCatalog catalog = SettingCatalog.load();
    private final List<Path> searchPath;
    private final VariableExpansion expansion;

    /**
     * Makes a loader.
     *
     * @param searchPath where the main file is looked for when the request names none, in order
     * @param environment the variables that {@code ${NAME}} in files stands for
     */
    public ConfigurationLoader(List<Path> searchPath, Map<String, String> environment) {
        this.searchPath = List.copyOf(searchPath);
        Map<String, String> variables = Map.copyOf(environment);
        this.expansion = new VariableExpansion(name -> Optional.ofNullable(variables.get(name)));
    }

    /**
     * Makes the loader of an installed or built Peregrine: it searches /etc/peregrine, /etc/falco and the folder of
     * the installation (in a source tree the module {@code config}), whose own place files may call {@code ${PEREGRINE_HOME}}.
     * A folder that holds a file {@code portable} is complete in itself: its configuration comes before those of the system.
     */
    public static ConfigurationLoader forInstallation(Path home, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putIfAbsent("PEREGRINE_HOME", home.toString());
        return new ConfigurationLoader(searchPath(home), variables);
    }

    static List<Path> searchPath(Path home) {
        Path own = home.resolve("peregrine.yaml");
        Path tree = home.resolve("modules/config/peregrine.yaml");
        return Files.exists(home.resolve("portable"))
                ? List.of(own, SYSTEM_FILE, FALCO_FILE)
                : List.of(SYSTEM_FILE, FALCO_FILE, own, tree);
    }

    /** Returns the JSON schema of the configuration. */
    public String schema() {
        return SettingSchema.of(catalog);
    }

    /**
     * Loads the configuration.
     *
     * @throws ConfigurationException if a file cannot be read or a value cannot be used, with every problem found
     */
    public LoadedConfiguration load(ConfigurationRequest request) throws ConfigurationException {
        ConfigurationFiles files = new ConfigurationFiles(catalog, expansion);
        try {
            return load(request, files);
        } catch (TreeException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    private LoadedConfiguration load(ConfigurationRequest request, ConfigurationFiles files)
            throws ConfigurationException, TreeException {
        Optional<Path> main = request.file()
                .or(() -> searchPath.stream().filter(Files::exists).findFirst());
        List<String> warnings = new ArrayList<>();
        List<Assignment> assignments = assignments(request.overrides(), warnings);
        ConfigNode root = main.isPresent()
                ? files.read(main.get(), true)
                : new ConfigNode.Mapping(Map.of(), new SettingOrigin("the built-in configuration", 0));
        for (Assignment assignment : assignments) {
            if (isInclusion(assignment)) {
                root = assignment.applyTo(root);
            }
        }
        if (main.isPresent()) {
            root = files.merge(main.get(), (ConfigNode.Mapping) root);
        }
        warnings.addAll(files.warnings());
        for (Assignment assignment : assignments) {
            root = isInclusion(assignment) ? root : assignment.applyTo(root);
            TreeCheck.checkOne(catalog, assignment.alone()).forEach(finding -> warnings.add(finding.sentence()));
        }
        ConfigNode tree = withSuccessors(root, warnings);
        List<String> problems = new ArrayList<>();
        SettingReader reader = SettingReader.over(catalog, tree, problems);
        Configuration values = new ConfigurationReading(reader, warnings).read(request);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.stream().distinct().toList());
        }
        return new LoadedConfiguration(values, main, files.files(), files.folders(), warnings, tree);
    }

    private List<Assignment> assignments(List<String> overrides, List<String> warnings) throws TreeException {
        List<Assignment> assignments = new ArrayList<>();
        for (String override : overrides) {
            Assignment written = Assignment.parse(
                    override,
                    pattern -> catalog.find(pattern)
                            .filter(setting -> setting.type() instanceof SettingType.Text)
                            .isPresent());
            Optional<Assignment> emptying = KeyOnList.emptying(catalog, written);
            emptying.ifPresent(emptied -> warnings.add(KeyOnList.warning(emptied)));
            assignments.add(emptying.orElse(written));
        }
        return assignments;
    }

    private static boolean isInclusion(Assignment assignment) {
        return assignment.path().steps().getFirst() instanceof KeyPath.Step.Name(String name)
                && name.equals("config_files");
    }

    private ConfigNode withSuccessors(ConfigNode root, List<String> warnings)
            throws ConfigurationException, TreeException {
        ConfigNode tree = root;
        for (FormerSetting former : catalog.former()) {
            SettingReader reader = SettingReader.over(catalog, tree, new ArrayList<>());
            Optional<ConfigNode> found = reader.find(former.key());
            if (found.isEmpty()) {
                continue;
            }
            if (catalog.isInForce(former.key())) { // else the check of the tree has said so
                warnings.add(found.get().origin() + ": '" + former.key() + "' is a key of an earlier release: "
                        + former.advice() + ".");
            }
            if (former.key().equals("rules_file") && reader.find("rules_files").isPresent()) {
                throw new ConfigurationException(found.get().origin()
                        + ": 'rules_file' and 'rules_files' are both set; keep 'rules_files' only.");
            }
            if (!former.successor().isEmpty() && !reader.has(former.successor())) {
                tree = new Assignment(KeyPath.parse(former.successor()), found.get(), former.key()).applyTo(tree);
            }
        }
        return tree;
    }
}
