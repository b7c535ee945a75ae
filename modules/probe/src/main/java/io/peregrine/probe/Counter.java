package io.peregrine.probe;

/** What the programs count, in the order of {@code enum counter} in {@code settings.h}. */
public enum Counter {
    /** Events made, delivered or not. */
    EVENTS,
    /** Not delivered because the ring was full. */
    DROPPED,
    /** Of these: clone, fork and their like. */
    DROPPED_CLONE,
    /** Of these: exec. */
    DROPPED_EXECVE,
    /** Of these: connect. */
    DROPPED_CONNECT,
    /** Of these: open and its like. */
    DROPPED_OPEN,
    /** Of these: changes of directories, names, owners and modes. */
    DROPPED_DIR_FILE,
    /** Of these: other calls that Falco tells apart, such as ptrace and setns. */
    DROPPED_OTHER,
    /** Of these: close. */
    DROPPED_CLOSE,
    /** Of these: exit of a thread. */
    DROPPED_PROC,
    /** Not delivered because they would be larger than 64 KiB. */
    TOO_LARGE,
    /** Left out because Peregrine itself made them. */
    OWN,
    /** Delivered with arguments that were read only when the call had ended. */
    ENTRY_ABSENT,
    /** Not delivered because no program is loaded for the call. */
    NO_PROGRAM,
    /** Of {@link #ENTRY_ABSENT}: no program saw the call begin, because it was attached later or there was no room. */
    ENTRY_UNSEEN;

    /** Places in the kernel's rows. */
    static final int SLOTS = 16;
}
