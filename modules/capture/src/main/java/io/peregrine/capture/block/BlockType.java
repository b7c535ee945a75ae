package io.peregrine.capture.block;

/**
 * The types of blocks in a capture. The numbers {@code 0x8...ABCD} were used before the format was published. Source: {@code
 * scap_savefile.h} of libs 0.25.2.
 */
public final class BlockType {
    /** Begins a section; also the first block of a file. */
    public static final int SECTION = 0x0A0D0D0A;
    /** The machine. */
    public static final int MACHINE = 0x201;
    /** Processes without memory figures. */
    public static final int PROCESSES_V1 = 0x202;
    /** Adds memory figures. */
    public static final int PROCESSES_V2 = 0x207;
    /** Adds the environment. */
    public static final int PROCESSES_V3 = 0x209;
    /** Adds the numbers in the PID namespace and the cgroups. */
    public static final int PROCESSES_V4 = 0x210;
    /** Adds the root directory. */
    public static final int PROCESSES_V5 = 0x211;
    /** Adds the session. */
    public static final int PROCESSES_V6 = 0x212;
    /** Adds the executable's path. */
    public static final int PROCESSES_V7 = 0x213;
    /** Adds the process group. */
    public static final int PROCESSES_V8 = 0x214;
    /** Gives entries their length. */
    public static final int PROCESSES_V9 = 0x215;
    /** Descriptors of one thread. */
    public static final int DESCRIPTORS_V1 = 0x203;
    /** Gives entries their length. */
    public static final int DESCRIPTORS_V2 = 0x218;
    /** Network interfaces. */
    public static final int INTERFACES_V1 = 0x205;
    /** Gives entries their length. */
    public static final int INTERFACES_V2 = 0x219;
    /** Users and groups. */
    public static final int USERS_V1 = 0x206;
    /** Gives entries their length. */
    public static final int USERS_V2 = 0x220;
    /** An event whose header has no number of parameters. */
    public static final int EVENT_V1 = 0x204;
    /** The same with flags. */
    public static final int FLAGGED_EVENT_V1 = 0x208;
    /** An event. */
    public static final int EVENT_V2 = 0x216;
    /** An event with flags. */
    public static final int FLAGGED_EVENT_V2 = 0x217;
    /** An event that may be longer than 64 KB. */
    public static final int LARGE_EVENT = 0x221;
    /** The same with flags. */
    public static final int FLAGGED_LARGE_EVENT = 0x222;

    private static final int UNOFFICIAL_MASK = 0xFF00FFFF;
    private static final int UNOFFICIAL = 0x8000ABCD;

    private BlockType() {}

    /** The published number of a type, which most types are already. */
    public static int published(int type) {
        if ((type & UNOFFICIAL_MASK) != UNOFFICIAL) {
            return type;
        }
        return switch (type >> 16 & 0xff) {
            case 0x00 -> PROCESSES_V1;
            case 0x01 -> DESCRIPTORS_V1;
            case 0x02 -> MACHINE;
            case 0x10 -> EVENT_V1;
            case 0x11 -> INTERFACES_V1;
            case 0x12 -> USERS_V1;
            case 0x13 -> PROCESSES_V2;
            case 0x14 -> PROCESSES_V3;
            default -> type;
        };
    }

    /** Whether blocks of this published type carry an event. */
    public static boolean isEvent(int type) {
        return switch (type) {
            case EVENT_V1, FLAGGED_EVENT_V1, EVENT_V2, FLAGGED_EVENT_V2, LARGE_EVENT, FLAGGED_LARGE_EVENT -> true;
            default -> false;
        };
    }
}
