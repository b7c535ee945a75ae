package io.peregrine.state.handler;

import io.peregrine.schema.EventCodes;
import java.util.BitSet;

/** The codes with which a thread may have come into another container. */
public final class ContainerMoves {
    private static final int[] CODES = {
        EventCodes.PROCEXIT_1_E,
        EventCodes.SYSCALL_CLONE_20_X,
        EventCodes.SYSCALL_FORK_20_X,
        EventCodes.SYSCALL_VFORK_20_X,
        EventCodes.SYSCALL_CLONE3_X,
        EventCodes.SYSCALL_EXECVE_19_X,
        EventCodes.SYSCALL_EXECVEAT_X,
        EventCodes.SYSCALL_CHROOT_X
    };

    private ContainerMoves() {}

    /** The codes; the set is the caller's own. */
    public static BitSet codes() {
        BitSet codes = new BitSet();
        for (int code : CODES) {
            codes.set(code);
        }
        return codes;
    }
}
