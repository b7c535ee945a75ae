package io.peregrine.container.metadata;

import java.util.Optional;

/**
 * The commands that look whether a container is well.
 *
 * @param isKnown whether the metadata tells of them: no capture by Falco does
 * @param health Docker's and podman's health check
 * @param liveness Kubernetes' liveness probe
 * @param readiness Kubernetes' readiness probe
 */
public record Probes(
        boolean isKnown,
        Optional<ProbeCommand> health,
        Optional<ProbeCommand> liveness,
        Optional<ProbeCommand> readiness) {
    /** Nothing is known. */
    public static final Probes UNKNOWN = new Probes(false, Optional.empty(), Optional.empty(), Optional.empty());

    /** There are none. */
    public static final Probes NONE = new Probes(true, Optional.empty(), Optional.empty(), Optional.empty());

    /** A health check alone. */
    public static Probes health(ProbeCommand probe) {
        return new Probes(true, Optional.of(probe), Optional.empty(), Optional.empty());
    }
}
