package io.peregrine.kernelfilter;

import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.ParamRole;
import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;

/** The calls whose paths the programs look at: those that {@code PATH_CALL} declares. */
final class PathCalls {
    private static final BitSet OPENING = of(
            EventCodes.SYSCALL_OPEN_X,
            EventCodes.SYSCALL_CREAT_X,
            EventCodes.SYSCALL_OPENAT_2_X,
            EventCodes.SYSCALL_OPENAT2_X);

    private static final BitSet OTHERS = of(
            EventCodes.SYSCALL_CHMOD_X,
            EventCodes.SYSCALL_CHOWN_X,
            EventCodes.SYSCALL_FCHMODAT_X,
            EventCodes.SYSCALL_FCHOWNAT_X,
            EventCodes.SYSCALL_LCHOWN_X,
            EventCodes.SYSCALL_LINK_2_X,
            EventCodes.SYSCALL_LINKAT_2_X,
            EventCodes.SYSCALL_MKDIR_2_X,
            EventCodes.SYSCALL_MKDIRAT_X,
            EventCodes.SYSCALL_RENAME_X,
            EventCodes.SYSCALL_RENAMEAT_X,
            EventCodes.SYSCALL_RENAMEAT2_X,
            EventCodes.SYSCALL_RMDIR_2_X,
            EventCodes.SYSCALL_SYMLINK_X,
            EventCodes.SYSCALL_SYMLINKAT_X,
            EventCodes.SYSCALL_UNLINK_2_X,
            EventCodes.SYSCALL_UNLINKAT_2_X);

    private PathCalls() {}

    private static BitSet of(int... codes) {
        BitSet set = new BitSet();
        for (int code : codes) {
            set.set(code);
        }
        return set;
    }

    /** Whether the programs look at the paths of calls with this event. */
    static boolean has(int code) {
        return OPENING.get(code) || OTHERS.get(code);
    }

    /** Whether the call opens its path, so that descriptor fields show it. */
    static boolean opens(int code) {
        return OPENING.get(code);
    }

    /** The parameters of an event that are the paths that the programs look at. */
    static Set<Integer> paths(EventDescriptor event) {
        Set<Integer> paths = new TreeSet<>();
        for (ParamRole role : new ParamRole[] {ParamRole.PATH, ParamRole.SOURCE, ParamRole.TARGET}) {
            if (event.indexOf(role) >= 0) {
                paths.add(event.indexOf(role));
            }
        }
        return paths;
    }
}
