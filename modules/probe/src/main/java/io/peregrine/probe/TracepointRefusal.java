package io.peregrine.probe;

import io.peregrine.ffi.Errno;
import io.peregrine.ffi.NativeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Why the kernel attaches no program to a tracepoint, and what helps.
 *
 * @param sentence a clause without a full stop
 */
record TracepointRefusal(String sentence) {
    private static final Path PARANOID = Path.of("/proc/sys/kernel/perf_event_paranoid");

    /** What Debian's kernels add to the values of {@code perf_event_paranoid}: nobody but CAP_SYS_ADMIN may use performance events, which tracepoints need. */
    private static final int NOBODY = 3;

    /** Explains an attempt that failed. */
    static TracepointRefusal of(NativeException failure) {
        return of(failure, PARANOID);
    }

    /** The same with the file of the setting. */
    static TracepointRefusal of(NativeException failure, Path paranoid) {
        String why = failure.getMessage();
        if (failure.errno() == Errno.EACCES && value(paranoid) >= NOBODY) {
            why += "; this kernel gives tracepoints to CAP_SYS_ADMIN alone while kernel.perf_event_paranoid is "
                    + value(paranoid) + ", and to CAP_PERFMON, too, when it is 2";
        }
        return new TracepointRefusal(why);
    }

    private static int value(Path paranoid) {
        try {
            return Integer.parseInt(Files.readString(paranoid).strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
