package io.peregrine.capture.record;

/** The kind of a descriptor whose record is a name alone, with its code in a capture. Source: {@code scap_fd_type} of libs 0.25.2. */
public enum RecordedKind {
    /** A file recorded without its open flags. */
    FILE(1),
    /** A directory. */
    DIRECTORY(2),
    /** A pipe. */
    FIFO(7),
    /** An eventfd. */
    EVENT(9),
    /** A kind that the recording program did not know. */
    UNSUPPORTED(10),
    /** A signalfd. */
    SIGNAL(11),
    /** An epoll. */
    EVENTPOLL(12),
    /** An inotify. */
    INOTIFY(13),
    /** A timerfd. */
    TIMER(14),
    /** A netlink socket. */
    NETLINK(15),
    /** A BPF map or program. */
    BPF(17),
    /** A userfaultfd. */
    USERFAULT(18),
    /** An io_uring. */
    IO_URING(19),
    /** A memory file. */
    MEMFD(20),
    /** A pidfd. */
    PIDFD(21);

    private static final RecordedKind[] BY_CODE = new RecordedKind[22];

    static {
        for (RecordedKind kind : values()) {
            BY_CODE[kind.code] = kind;
        }
    }

    private final int code;

    RecordedKind(int code) {
        this.code = code;
    }

    /** The number that stands for the kind in a capture. */
    public int code() {
        return code;
    }

    /** Whether a code names one of these kinds. */
    public static boolean isNamed(int code) {
        return code >= 0 && code < BY_CODE.length && BY_CODE[code] != null;
    }

    /**
     * The kind with this code.
     *
     * @throws IllegalArgumentException when {@link #isNamed} denies it
     */
    public static RecordedKind byCode(int code) {
        if (!isNamed(code)) {
            throw new IllegalArgumentException("No descriptor kind has the code " + code + ".");
        }
        return BY_CODE[code];
    }
}
