package io.peregrine.container.metadata;

import io.peregrine.event.ByteString;

/**
 * The pod of a container.
 *
 * @param isSandbox whether the container is the pod's sandbox itself
 * @param sandboxId the full id of the sandbox, empty without a pod
 * @param labels the pod's labels
 */
public record Pod(boolean isSandbox, ByteString sandboxId, Labels labels) {
    private static final int SHOWN = 12;

    /** No pod. */
    public static final Pod NONE = new Pod(false, ByteString.EMPTY, Labels.NONE);

    /** The part of the sandbox's id that is shown, which is its id among containers. */
    public ByteString shownSandboxId() {
        return sandboxId.slice(0, Math.min(SHOWN, sandboxId.length()));
    }
}
