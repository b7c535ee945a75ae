package io.peregrine.state.descriptor;

/** What a descriptor stands for. {@link #number()} is the kind's number in captures (libs 0.25.2). */
public enum DescriptorKind {
    UNINITIALIZED(-1, '?', "<NA>"),
    UNKNOWN(0, 'o', "<NA>"),
    FILE(1, 'f', "file"),
    DIRECTORY(2, 'd', "directory"),
    IPV4_SOCKET(3, '4', "ipv4"),
    IPV6_SOCKET(4, '6', "ipv6"),
    IPV4_LISTENING(5, '4', "ipv4"),
    IPV6_LISTENING(6, '6', "ipv6"),
    PIPE(7, 'p', "pipe"),
    UNIX_SOCKET(8, 'u', "unix"),
    EVENT(9, 'e', "event"),
    UNSUPPORTED(10, 'X', "<NA>"),
    SIGNALFD(11, 's', "signalfd"),
    EVENTPOLL(12, 'l', "eventpoll"),
    INOTIFY(13, 'i', "inotify"),
    TIMERFD(14, 't', "timerfd"),
    NETLINK(15, 'n', "netlink"),
    /** A file with its open flags and device. */
    FILE_WITH_DETAILS(16, 'f', "file"),
    BPF(17, 'b', "bpf"),
    USERFAULTFD(18, 'u', "userfaultfd"),
    IO_URING(19, 'r', "io_uring"),
    MEMFD(20, 'm', "memfd"),
    PIDFD(21, 'P', "pidfd");

    private static final DescriptorKind[] BY_NUMBER = values();

    private final int number;
    private final char typeChar;
    private final String typeString;

    DescriptorKind(int number, char typeChar, String typeString) {
        this.number = number;
        this.typeChar = typeChar;
        this.typeString = typeString;
    }

    /** The kind's number in captures. */
    public int number() {
        return number;
    }

    /** The letter of {@code fd.typechar}. */
    public char typeChar() {
        return typeChar;
    }

    /** The word of {@code fd.type}. */
    public String typeString() {
        return typeString;
    }

    /** Whether this is a file. */
    public boolean isFile() {
        return this == FILE || this == FILE_WITH_DETAILS;
    }

    /** Whether this is an internet socket, connected or listening. */
    public boolean isInternet() {
        return this == IPV4_SOCKET || this == IPV6_SOCKET || this == IPV4_LISTENING || this == IPV6_LISTENING;
    }

    /** The kind of a number, {@link #UNINITIALIZED} for an unknown one. */
    public static DescriptorKind byNumber(int number) {
        return number < -1 || number > PIDFD.number ? UNINITIALIZED : BY_NUMBER[number + 1];
    }
}
