package io.peregrine.state.handler;

import io.peregrine.event.EventView;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.Positions;
import io.peregrine.state.descriptor.Descriptor;

/**
 * Where the exit event of a call that opens a file has what the descriptor is made of.
 *
 * @param name the path
 * @param flags the flags, -1 for creat, which has bits of its own
 * @param device the device; the inode stands behind it
 * @param directory the descriptor of the directory, -1 for a call that begins from the working directory
 * @param byHandle whether the path is not given by the caller, so that it begins nowhere
 */
record OpenParams(int name, int flags, int device, int directory, boolean byHandle) {
    private static final int NOWHERE = -1;
    private static final int FD_UPPER_LAYER = 1 << 15;
    private static final int FD_LOWER_LAYER = 1 << 16;
    private static final int CREAT_UPPER_LAYER = 1;
    private static final int CREAT_LOWER_LAYER = 1 << 1;

    /** The places of an exit code. */
    static OpenParams of(int code) {
        return switch (code) {
            case EventCodes.SYSCALL_OPEN_X ->
                new OpenParams(Positions.OPEN_X.NAME, Positions.OPEN_X.FLAGS, Positions.OPEN_X.DEV, NOWHERE, false);
            case EventCodes.SYSCALL_CREAT_X ->
                new OpenParams(Positions.CREAT_X.NAME, NOWHERE, Positions.CREAT_X.DEV, NOWHERE, false);
            case EventCodes.SYSCALL_OPENAT_2_X ->
                new OpenParams(
                        Positions.OPENAT_X.NAME,
                        Positions.OPENAT_X.FLAGS,
                        Positions.OPENAT_X.DEV,
                        Positions.OPENAT_X.DIRFD,
                        false);
            case EventCodes.SYSCALL_OPENAT2_X ->
                new OpenParams(
                        Positions.OPENAT2_X.NAME,
                        Positions.OPENAT2_X.FLAGS,
                        Positions.OPENAT2_X.DEV,
                        Positions.OPENAT2_X.DIRFD,
                        false);
            case EventCodes.SYSCALL_OPEN_BY_HANDLE_AT_X ->
                new OpenParams(
                        Positions.OPEN_BY_HANDLE_AT_X.PATH,
                        Positions.OPEN_BY_HANDLE_AT_X.FLAGS,
                        Positions.OPEN_BY_HANDLE_AT_X.DEV,
                        NOWHERE,
                        true);
            default -> throw new IllegalArgumentException("The event code " + code + " opens no file.");
        };
    }

    /** Whether the call names the directory in which a relative path begins. */
    boolean namesDirectory() {
        return directory >= 0;
    }

    /** The flags of the opened file. */
    int flagsOf(EventView event) {
        return flags < 0 ? creatFlags(event) : (int) event.unsigned(flags);
    }

    private int creatFlags(EventView event) {
        if (!hasNode(event) || !event.has(Positions.CREAT_X.INO) || !event.has(Positions.CREAT_X.CREAT_FLAGS)) {
            return 0;
        }
        long bits = event.unsigned(Positions.CREAT_X.CREAT_FLAGS);
        if ((bits & CREAT_UPPER_LAYER) != 0) {
            return FD_UPPER_LAYER;
        }
        return (bits & CREAT_LOWER_LAYER) != 0 ? FD_LOWER_LAYER : 0;
    }

    /** Whether the event says where the file lies. */
    boolean hasNode(EventView event) {
        return event.has(device) && (!namesDirectory() || event.has(device + 1));
    }

    /** Where the file lies. */
    Descriptor.Node nodeOf(EventView event) {
        return hasNode(event)
                ? Descriptor.Node.of(event.unsigned(device), event.unsigned(device + 1))
                : Descriptor.Node.UNKNOWN;
    }
}
