package io.peregrine.container.cgroup;

import java.util.Set;

/**
 * Whose layouts of cgroups are looked for.
 *
 * @param enabled the engines that are on
 */
public record Engines(Set<Engine> enabled) {
    /** An engine that makes cgroups, in the order in which Falco's matchers try them. */
    public enum Engine {
        PODMAN,
        DOCKER,
        CRI,
        CONTAINERD,
        LXC,
        LIBVIRT_LXC,
        BPM
    }

    /** All engines. */
    public static final Engines ALL = new Engines(Set.of(Engine.values()));

    public Engines {
        enabled = Set.copyOf(enabled);
    }

    boolean has(Engine engine) {
        return enabled.contains(engine);
    }

    boolean hasAny(Engine one, Engine other) {
        return has(one) || has(other);
    }
}
