package io.peregrine.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How container metadata is found: the {@code init_config} of the built-in plugin {@code container}, with
 * {@code container_engines} of earlier releases laid over it.
 *
 * @param labelMaxLength labels longer than this are left out
 * @param withSize ask for container sizes, which is slow
 * @param hooks at which moments of a container's life it is looked up: {@code create}, {@code start}
 * @param engines by name: docker, podman, containerd, cri, lxc, libvirt_lxc, bpm
 * @param patience how long an alert waits for metadata that is being looked up ({@code container.wait})
 */
public record ContainerSettings(
        int labelMaxLength, boolean withSize, List<String> hooks, Map<String, Engine> engines, Duration patience) {
    public ContainerSettings {
        hooks = List.copyOf(hooks);
        engines = Map.copyOf(engines);
    }

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
