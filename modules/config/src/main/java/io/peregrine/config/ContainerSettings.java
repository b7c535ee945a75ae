package io.peregrine.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How container metadata is found: the {@code init_config} of the built-in plugin {@code container}, with
 * {@code container_engines} of earlier releases laid over it.
 *
 * @param labelMaxLength labels longer than this are left out
 * @param withSize ask for container sizes, which is slow
 * @param hooks at which moments of a container's life it is looked up: {@code create}, {@code start}; at
 *     none where the list is empty
 * @param engines by name: docker, podman, containerd, cri, lxc, libvirt_lxc, bpm
 * @param fixed the one container that every process is said to be in: the engine {@code static}
 * @param patience how long an alert waits for metadata that is being looked up ({@code container.wait})
 */
public record ContainerSettings(
        int labelMaxLength,
        boolean withSize,
        List<String> hooks,
        Map<String, Engine> engines,
        Optional<Fixed> fixed,
        Duration patience) {
    public ContainerSettings {
        hooks = List.copyOf(hooks);
        engines = Map.copyOf(engines);
    }

    /** The one container of the engine {@code static}. */
    public record Fixed(String id, String name, String image) {}

    /**
     * One container engine.
     *
     * @param enabled whether it is asked
     * @param sockets its unix sockets, without the host root; empty when it has none
     */
    public record Engine(boolean enabled, List<String> sockets) {
        public Engine {
            sockets = List.copyOf(sockets);
        }
    }
}
