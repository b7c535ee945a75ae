package io.peregrine.config;

import io.peregrine.config.setting.SettingReader;
import io.peregrine.config.setting.SettingType;
import io.peregrine.config.tree.ConfigNode;
import io.peregrine.config.tree.TreeException;
import io.peregrine.config.tree.Truth;
import io.peregrine.config.tree.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads the set-up of the container plugin, today's and that of releases before 0.41. */
final class ContainerReading {
    private static final int LABEL_MAX_LENGTH = 100;
    private static final Map<String, List<String>> SOCKETS = Map.of(
            "docker", List.of("/var/run/docker.sock"),
            "podman", List.of("/run/podman/podman.sock"),
            "containerd", List.of("/run/host-containerd/containerd.sock"),
            "cri",
                    List.of(
                            "/run/containerd/containerd.sock",
                            "/run/crio/crio.sock",
                            "/run/k3s/containerd/containerd.sock",
                            "/run/host-containerd/containerd.sock"),
            "lxc", List.of(),
            "libvirt_lxc", List.of(),
            "bpm", List.of());

    private final SettingReader reader;

    ContainerReading(SettingReader reader) {
        this.reader = reader;
    }

    ContainerSettings read() {
        Optional<ConfigNode> init = reader.items("plugins").stream()
                .filter(entry ->
                        entry.find("name").isPresent() && entry.text("name").equals(PluginSettings.CONTAINER))
                .findFirst()
                .flatMap(entry -> entry.find("init_config"))
                .map(this::parsed);
        Optional<ConfigNode> former = reader.find("container_engines");
        Map<String, ContainerSettings.Engine> engines = new LinkedHashMap<>();
        SOCKETS.forEach((name, sockets) -> {
            Optional<ConfigNode> now = member(member(init, "engines"), name);
            Optional<ConfigNode> then = member(former, name);
            boolean enabled = truth(member(then, "enabled"))
                    .or(() -> truth(member(now, "enabled")))
                    .orElse(true);
            List<String> listed = texts(member(then, "sockets"));
            listed = listed.isEmpty() ? texts(member(now, "sockets")) : listed;
            engines.put(name, new ContainerSettings.Engine(enabled, listed.isEmpty() ? sockets : listed));
        });
        Optional<ConfigNode> hooks = member(init, "hooks").filter(ConfigNode.Sequence.class::isInstance);
        return new ContainerSettings(
                text(member(init, "label_max_len"))
                        .flatMap(SettingType.Numbers::whole)
                        .map(length -> Math.clamp(length, 0, Integer.MAX_VALUE))
                        .orElse(LABEL_MAX_LENGTH),
                truth(member(init, "with_size")).orElse(false),
                hooks.isPresent() ? texts(hooks) : List.of("create"),
                engines,
                fixed(member(member(init, "engines"), "static")),
                reader.span("container.wait"));
    }

    /** The container of the engine {@code static}, which needs all three texts where it is on. */
    private Optional<ContainerSettings.Fixed> fixed(Optional<ConfigNode> node) {
        if (!truth(member(node, "enabled")).orElse(false)) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (String key : List.of("container_id", "container_name", "container_image")) {
            Optional<String> text = text(member(node, key)).filter(value -> !value.isEmpty());
            if (text.isEmpty()) {
                reader.problem(node.orElseThrow(), "the container engine 'static' needs '" + key + "'");
            }
            texts.add(text.orElse(""));
        }
        return Optional.of(new ContainerSettings.Fixed(texts.get(0), texts.get(1), texts.get(2)));
    }

    /** A plugin's set-up may be written as a text that holds JSON. */
    private ConfigNode parsed(ConfigNode init) {
        if (!(init instanceof ConfigNode.Scalar scalar)) {
            return init;
        }
        try {
            return YamlText.read(scalar.origin().toString(), scalar.text(), UnaryOperator.identity())
                    .root();
        } catch (TreeException e) {
            reader.problem(init, "the init_config of the plugin 'container' is neither a map nor JSON");
            return new ConfigNode.Empty(init.origin());
        }
    }

    private static Optional<ConfigNode> member(Optional<ConfigNode> node, String key) {
        return node.flatMap(at -> at instanceof ConfigNode.Mapping mapping ? mapping.get(key) : Optional.empty());
    }

    private static Optional<String> text(Optional<ConfigNode> node) {
        return node.flatMap(
                at -> at instanceof ConfigNode.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty());
    }

    private Optional<Boolean> truth(Optional<ConfigNode> node) {
        Optional<Boolean> truth = text(node).flatMap(Truth::parse);
        if (truth.isEmpty() && node.isPresent() && !(node.get() instanceof ConfigNode.Empty)) {
            reader.problem(node.get(), "a container engine's switch must be true or false");
        }
        return truth;
    }

    private static List<String> texts(Optional<ConfigNode> node) {
        List<String> texts = new ArrayList<>();
        if (node.isPresent() && node.get() instanceof ConfigNode.Sequence sequence) {
            sequence.items().forEach(item -> text(Optional.of(item)).ifPresent(texts::add));
        }
        return texts;
    }
}
