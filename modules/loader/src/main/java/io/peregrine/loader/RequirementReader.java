package io.peregrine.loader;

import io.peregrine.diagnostics.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a file demands of the engine and of plugins. */
final class RequirementReader {
    private RequirementReader() {}

    /** The engine version that an item demands; a whole number stands for the middle one of three. */
    static Version engineVersion(Decoder item) throws LoadException {
        String text = item.text("required_engine_version");
        Optional<Version> version = implicit(item).or(() -> Version.parse(text));
        ItemContext where = item.context().pointingAt(item.required("required_engine_version"));
        Version required = version.orElseThrow(() -> LoadException.structure(
                "Unable to parse engine version '" + text + "' as a semver string. Expected \"x.y.z\" semver format.",
                where));
        if (!Version.ENGINE.satisfies(required)) {
            throw LoadException.meaning(
                    "Rules require engine version " + required + ", but engine version is " + Version.ENGINE, where);
        }
        return required;
    }

    private static Optional<Version> implicit(Decoder item) {
        try {
            return Optional.of(new Version(0, item.number("required_engine_version"), 0));
        } catch (LoadException e) {
            return Optional.empty();
        }
    }

    static List<PluginRequirement> plugins(YamlNode node, ItemContext item) throws LoadException {
        ItemContext where = item.child("required plugin versions", "", node);
        if (!(node instanceof YamlNode.Sequence sequence)) {
            throw LoadException.structure("Value of required_plugin_versions must be a sequence", where);
        }
        List<PluginRequirement> requirements = new ArrayList<>();
        for (YamlNode entry : sequence.items()) {
            requirements.add(requirement(entry, where));
        }
        return requirements;
    }

    private static PluginRequirement requirement(YamlNode node, ItemContext parent) throws LoadException {
        String kind = "required plugin versions entry";
        if (!(node instanceof YamlNode.Mapping mapping)) {
            throw LoadException.structure("Plugin version must be a mapping", parent.child(kind, "", node));
        }
        List<PluginRequirement.Plugin> plugins = new ArrayList<>();
        plugins.add(plugin(mapping, kind, parent));
        ItemContext where = parent.child(kind, plugins.getFirst().name(), node);
        Optional<YamlNode> alternatives = mapping.get("alternatives");
        if (alternatives.isPresent()) {
            if (!(alternatives.get() instanceof YamlNode.Sequence sequence)) {
                throw LoadException.structure("Value of plugin version alternatives must be a sequence", where);
            }
            String alternative = "required plugin versions alternative";
            for (YamlNode entry : sequence.items()) {
                if (!(entry instanceof YamlNode.Mapping other)) {
                    throw LoadException.structure(
                            "Plugin version alternative must be a mapping", where.child(alternative, "", entry));
                }
                plugins.add(plugin(other, alternative, where));
            }
        }
        check(plugins, where);
        return new PluginRequirement(plugins);
    }

    private static PluginRequirement.Plugin plugin(YamlNode.Mapping mapping, String kind, ItemContext parent)
            throws LoadException {
        Decoder.requireTextKeys(mapping, parent);
        String name = new Decoder(mapping, parent.child(kind, "", mapping)).text("name");
        String version = new Decoder(mapping, parent.child(kind, name, mapping)).text("version");
        return new PluginRequirement.Plugin(name, version);
    }

    private static void check(List<PluginRequirement.Plugin> plugins, ItemContext where) throws LoadException {
        Set<String> names = new HashSet<>();
        for (PluginRequirement.Plugin plugin : plugins) {
            if (Version.parse(plugin.version()).isEmpty()) {
                throw LoadException.meaning(
                        "Invalid required version '" + plugin.version() + "' for plugin '" + plugin.name() + "'",
                        where);
            }
            if (!names.add(plugin.name())) {
                throw LoadException.meaning(
                        "Defined multiple alternative version requirements for plugin '" + plugin.name() + "'", where);
            }
        }
    }
}
