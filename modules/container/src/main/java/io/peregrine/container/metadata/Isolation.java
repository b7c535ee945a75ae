package io.peregrine.container.metadata;

/**
 * What separates a container from the host.
 *
 * @param privileged whether it has all rights
 * @param hostPid whether it shares the host's PID namespace
 * @param hostNetwork whether it shares the host's network
 * @param hostIpc whether it shares the host's IPC namespace
 */
public record Isolation(boolean privileged, boolean hostPid, boolean hostNetwork, boolean hostIpc) {
    /** Nothing shared. */
    public static final Isolation USUAL = new Isolation(false, false, false, false);
}
