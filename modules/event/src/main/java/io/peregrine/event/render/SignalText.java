package io.peregrine.event.render;

/** The names of signals on Linux. */
public final class SignalText {
    private static final String[] NAMES = {
        "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
        "WINCH", "IO", "PWR", "SYS"
    };

    private SignalText() {}

    /** Whether a signal has a name: 1 to 31. */
    public static boolean hasName(int signal) {
        return signal >= 1 && signal <= NAMES.length;
    }

    /** Appends the name of a signal, {@code SIGKILL}; nothing for one without a name. */
    public static void append(TextBuffer out, int signal) {
        if (hasName(signal)) {
            out.append("SIG").append(NAMES[signal - 1]);
        }
    }

    /** Appends the names of a set of signals, bit 0 for signal 1, joined by blanks. */
    public static void appendSet(TextBuffer out, long set) {
        String separator = "";
        for (int i = 0; i < Integer.SIZE; i++) {
            if ((set >>> i & 1) != 0 && hasName(i + 1)) {
                append(out.append(separator), i + 1);
                separator = " ";
            }
        }
    }
}
