package io.peregrine.app.rules;

import io.peregrine.app.plugins.ContainerInit;
import io.peregrine.config.Configuration;
import io.peregrine.config.ContainerSettings;
import io.peregrine.config.PluginSettings;
import io.peregrine.container.ContainerOptions;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.container.LiveOptions;
import io.peregrine.container.cgroup.Engines;
import io.peregrine.container.engine.ContainerdClient;
import io.peregrine.container.engine.CriClient;
import io.peregrine.container.engine.DockerClient;
import io.peregrine.container.engine.ImageNames;
import io.peregrine.container.engine.LookupOptions;
import io.peregrine.container.engine.RuntimeSocket;
import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the plugin {@code container} of a configuration. */
public final class ContainerSetup {
    /** podman before Docker: where it stands in for Docker, {@code docker.sock} leads to its socket. */
    private static final List<String> ASKED = List.of("podman", "docker", "cri", "containerd");

    private static final String SCHEME = "unix://";
    private static final Path USERS = Path.of("run/user");
    private static final String USERS_PODMAN = "podman/podman.sock";

    private ContainerSetup() {}

    /** The plugin, where the configuration asks for it. */
    public static Optional<ContainerPlugin> plugin(Configuration configuration) {
        return plugin(configuration, "");
    }

    /**
     * The plugin, where the configuration asks for it.
     *
     * @param hostRoot where the host's root directory is mounted, empty for {@code /}
     */
    public static Optional<ContainerPlugin> plugin(Configuration configuration, String hostRoot) {
        return configuration.plugins().isSelected(PluginSettings.CONTAINER)
                ? Optional.of(new ContainerPlugin(options(configuration, Path.of("/" + hostRoot))))
                : Optional.empty();
    }

    private static ContainerOptions options(Configuration configuration, Path root) {
        ContainerSettings settings = configuration.containers();
        Engines engines = new Engines(Arrays.stream(Engines.Engine.values())
                .filter(engine -> isEnabled(settings, engine.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet()));
        return new ContainerOptions(
                ContainerInit.compatibility(configuration),
                engines,
                settings.fixed().map(ContainerSetup::fixed),
                new LiveOptions(
                        sockets(settings, root),
                        () -> isEnabled(settings, "podman") ? podmanOfUsers(settings, root) : List.of(),
                        settings.patience()));
    }

    private static Container fixed(ContainerSettings.Fixed fixed) {
        return Container.fixed(ByteString.of(fixed.id()), ByteString.of(fixed.name()), ImageNames.image(fixed.image()));
    }

    private static boolean isEnabled(ContainerSettings settings, String engine) {
        return Optional.ofNullable(settings.engines().get(engine))
                .map(ContainerSettings.Engine::enabled)
                .orElse(true);
    }

    /** The sockets of all engines that are on; one that two engines name belongs to the first. */
    private static List<RuntimeSocket> sockets(ContainerSettings settings, Path root) {
        LookupOptions options = lookups(settings);
        List<RuntimeSocket> sockets = new ArrayList<>();
        Set<Path> taken = new HashSet<>();
        for (String engine : ASKED) {
            if (isEnabled(settings, engine)) {
                for (Path path : paths(settings, engine, root)) {
                    if (taken.add(identity(path))) {
                        sockets.add(new RuntimeSocket(engine, path, opening(engine, options)));
                    }
                }
            }
        }
        return sockets;
    }

    private static LookupOptions lookups(ContainerSettings settings) {
        return new LookupOptions(
                settings.labelMaxLength(),
                settings.withSize(),
                Arrays.stream(LookupOptions.Hook.values())
                        .filter(hook -> settings.hooks().contains(hook.name().toLowerCase(Locale.ROOT)))
                        .collect(Collectors.toSet()));
    }

    private static RuntimeSocket.Opening opening(String engine, LookupOptions options) {
        return switch (engine) {
            case "docker" -> socket -> DockerClient.docker(socket, options);
            case "podman" -> socket -> DockerClient.podman(socket, options);
            case "cri" -> socket -> CriClient.open(socket, options);
            default -> socket -> ContainerdClient.open(socket, options);
        };
    }

    private static List<Path> paths(ContainerSettings settings, String engine, Path root) {
        HostPaths host = new HostPaths(root);
        List<Path> paths = new ArrayList<>();
        for (String socket : settings.engines().get(engine).sockets()) {
            String plain = socket.startsWith(SCHEME) ? socket.substring(SCHEME.length()) : socket;
            paths.add(host.of(plain));
        }
        return paths;
    }

    /** The sockets of podman without root that are there now; users come and go. */
    private static List<RuntimeSocket> podmanOfUsers(ContainerSettings settings, Path root) {
        RuntimeSocket.Opening opening = opening("podman", lookups(settings));
        List<RuntimeSocket> sockets = new ArrayList<>();
        try (DirectoryStream<Path> users = Files.newDirectoryStream(root.resolve(USERS))) {
            for (Path user : users) {
                if (Files.exists(user.resolve(USERS_PODMAN))) {
                    sockets.add(new RuntimeSocket("podman", user.resolve(USERS_PODMAN), opening));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return sockets;
    }

    /** What the path leads to, or will when it is there: the same socket is often known by several names. */
    private static Path identity(Path path) {
        return new HostPaths(Path.of("/")).end(path.toAbsolutePath().toString());
    }
}
