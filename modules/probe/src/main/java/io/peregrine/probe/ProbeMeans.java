package io.peregrine.probe;

import java.util.List;

/**
 * What a machine gives a probe to work with.
 *
 * @param tracefs where the kernel tells the numbers of its tracepoints
 * @param files the files of programs that the kernel may take, the best one first
 * @param types the kernel's types
 */
record ProbeMeans(Tracefs tracefs, List<ProgramFile> files, KnownTypes types) {
    ProbeMeans {
        files = List.copyOf(files);
    }

    /** Those of this machine, whose kernel's types may be known to somebody. */
    static ProbeMeans here(KnownTypes types) {
        return new ProbeMeans(Tracefs.here(), ProgramFile.here(), types);
    }
}
