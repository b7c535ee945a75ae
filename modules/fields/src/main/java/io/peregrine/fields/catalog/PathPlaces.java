package io.peregrine.fields.catalog;

import io.peregrine.event.EventView;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Slot;
import io.peregrine.fields.param.ParamText;
import io.peregrine.fields.param.Params;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.ParamRole;
import io.peregrine.state.EventContext;

/** Where the events of calls on paths carry their paths, by event code. */
final class PathPlaces {
    /** The path of calls that name one; like the other tables by event code, null where an event has none. */
    static final Place[] NAMES = new Place[EventCodes.COUNT];
    /** The first path of calls that name two: what a rename moves; the new name that a link makes. */
    static final Place[] SOURCES = new Place[EventCodes.COUNT];
    /** The second path of calls that name two. */
    static final Place[] TARGETS = new Place[EventCodes.COUNT];

    private static final int DESCRIPTOR = -1;
    private static final BytesExtractor DESCRIPTOR_NAME = DescriptorNameFields.name();

    /**
     * Where a call carries a path.
     *
     * @param path the index of the path, {@link #DESCRIPTOR} when it is the name of the call's descriptor
     * @param opens whether the call opens the path: then any result but -1 is a success, else 0 alone
     */
    record Place(int path, boolean opens) {}

    static {
        for (int code : new int[] {
            EventCodes.SYSCALL_MKDIR_2_X,
            EventCodes.SYSCALL_MKDIRAT_X,
            EventCodes.SYSCALL_RMDIR_2_X,
            EventCodes.SYSCALL_UNLINK_2_X,
            EventCodes.SYSCALL_UNLINKAT_2_X,
            EventCodes.SYSCALL_FCHMODAT_X,
            EventCodes.SYSCALL_CHMOD_X,
            EventCodes.SYSCALL_CHOWN_X,
            EventCodes.SYSCALL_LCHOWN_X,
            EventCodes.SYSCALL_FCHOWNAT_X,
            EventCodes.SYSCALL_QUOTACTL_X,
            EventCodes.SYSCALL_UMOUNT_1_X,
            EventCodes.SYSCALL_UMOUNT2_X
        }) {
            NAMES[code] = place(code, ParamRole.PATH, false);
        }
        for (int code :
                new int[] {EventCodes.SYSCALL_OPEN_X, EventCodes.SYSCALL_OPENAT_2_X, EventCodes.SYSCALL_OPENAT2_X}) {
            NAMES[code] = place(code, ParamRole.PATH, true);
        }
        NAMES[EventCodes.SYSCALL_FCHMOD_X] = new Place(DESCRIPTOR, false);
        NAMES[EventCodes.SYSCALL_FCHOWN_X] = new Place(DESCRIPTOR, false);
        for (int code : new int[] {
            EventCodes.SYSCALL_RENAME_X,
            EventCodes.SYSCALL_RENAMEAT_X,
            EventCodes.SYSCALL_RENAMEAT2_X,
            EventCodes.SYSCALL_MOUNT_X
        }) {
            pair(code, ParamRole.SOURCE, ParamRole.TARGET);
        }
        for (int code : new int[] {
            EventCodes.SYSCALL_LINK_2_X,
            EventCodes.SYSCALL_LINKAT_2_X,
            EventCodes.SYSCALL_SYMLINK_X,
            EventCodes.SYSCALL_SYMLINKAT_X
        }) {
            pair(code, ParamRole.TARGET, ParamRole.SOURCE);
        }
    }

    private PathPlaces() {}

    private static void pair(int code, ParamRole source, ParamRole target) {
        SOURCES[code] = place(code, source, false);
        TARGETS[code] = place(code, target, false);
    }

    private static Place place(int code, ParamRole path, boolean opens) {
        return new Place(EventTable.byCode(code).indexOf(path), opens);
    }

    /** Puts the path of a successful call into the slot, as the program gave it. */
    static boolean read(EventContext context, Place[] places, Slot out) {
        EventView event = context.event();
        Place place = places[event.code()];
        if (place == null || !succeeded(event, place)) {
            return false;
        }
        if (place.path() == DESCRIPTOR) {
            return DESCRIPTOR_NAME.extract(context, out);
        }
        if (place.path() >= Params.count(event)) {
            return false;
        }
        return Params.isMissingText(event, place.path())
                ? out.set(ParamText.MISSING)
                : out.setText(event, place.path());
    }

    private static boolean succeeded(EventView event, Place place) {
        return event.has(0) && (place.opens() ? event.signed(0) != -1 : event.signed(0) == 0);
    }
}
