package io.peregrine.probe;

import java.util.List;

/**
 * What a machine gives a probe to work with.
 *
 * @param tracefs where the kernel tells the numbers of its tracepoints
 * @param files the files of programs that the kernel may take, the best one first
 */
record ProbeMeans(Tracefs tracefs, List<ProgramFile> files) {
    ProbeMeans {
        files = List.copyOf(files);
    }

    /** Those of this machine. */
    static ProbeMeans here() {
        return new ProbeMeans(Tracefs.here(), ProgramFile.here());
    }
}
