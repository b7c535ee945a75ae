package io.peregrine.container.cgroup;

import io.peregrine.state.StringBlock;

/** Tells which container a thread belongs to. Implementations are owned by one thread. */
public interface ContainerIdentity {
    /**
     * The container, {@link Match#HOST} for the host.
     *
     * @param cgroups the thread's groups as {@code subsystem=path} items
     */
    Match of(StringBlock cgroups);
}
