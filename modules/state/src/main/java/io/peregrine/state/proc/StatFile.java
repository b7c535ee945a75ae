package io.peregrine.state.proc;

import io.peregrine.event.ByteString;

/**
 * The file {@code stat} of a thread: the fields behind the name, which is in parentheses and may hold anything.
 *
 * <pre>
 *  0 state, 1 ppid, 2 pgid, 3 session, 4 tty, 5 tpgid, 6 flags, 7 minor faults, 8 -, 9 major faults, ..., 19 start time in ticks
 * </pre>
 */
final class StatFile {
    private static final long NANOS_PER_TICK = 10_000_000;

    private final String[] fields;

    StatFile(ByteString file) {
        int close = file.lastIndexOf(')');
        fields = ProcText.words(ProcText.of(file.slice(close + 1, file.length())).stream()
                .findFirst()
                .orElse(""));
    }

    private long field(int index) {
        return index < fields.length ? ProcText.number(fields[index], 0) : 0;
    }

    long pgid() {
        return field(2);
    }

    long session() {
        return field(3);
    }

    int tty() {
        return (int) field(4);
    }

    long minorFaults() {
        return field(7);
    }

    long majorFaults() {
        return field(9);
    }

    /** Nanoseconds from the machine's start to the thread's. */
    long startAfterBoot() {
        return field(19) * NANOS_PER_TICK;
    }
}
