package io.peregrine.app.rules;

import io.peregrine.config.Configuration;
import io.peregrine.config.ContainerSettings;
import io.peregrine.config.PluginSettings;
import io.peregrine.container.ContainerOptions;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.container.cgroup.Engines;
import io.peregrine.event.Compatibility;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the plugin {@code container} of a configuration. */
public final class ContainerSetup {
    private ContainerSetup() {}

    /** The plugin, where the configuration asks for it. */
    public static Optional<ContainerPlugin> plugin(Configuration configuration) {
        return configuration.plugins().isSelected(PluginSettings.CONTAINER)
                ? Optional.of(new ContainerPlugin(options(configuration)))
                : Optional.empty();
    }

    private static ContainerOptions options(Configuration configuration) {
        ContainerSettings settings = configuration.containers();
        Engines engines = new Engines(Arrays.stream(Engines.Engine.values())
                .filter(engine -> isEnabled(settings, engine.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet()));
        return new ContainerOptions(
                configuration.exact() ? Compatibility.EXACT : Compatibility.RIGHT, engines, Optional.empty());
    }

    private static boolean isEnabled(ContainerSettings settings, String engine) {
        return Optional.ofNullable(settings.engines().get(engine))
                .map(ContainerSettings.Engine::enabled)
                .orElse(true);
    }
}
