package io.peregrine.fields.catalog;

import io.peregrine.event.EventView;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Slot;
import io.peregrine.fields.param.ParamText;
import io.peregrine.fields.param.Params;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventTable;
import io.peregrine.state.EventContext;
import java.util.HashMap;
import java.util.Map;

/** Where the events of calls on paths carry their paths, by event code. */
final class PathPlaces {
    /** The path of calls that name one. */
    static final Map<Integer, Place> NAMES = new HashMap<>();
    /** The first path of calls that name two: what a rename moves; the new name that a link makes. */
    static final Map<Integer, Place> SOURCES = new HashMap<>();
    /** The second path of calls that name two. */
    static final Map<Integer, Place> TARGETS = new HashMap<>();

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
        name(EventCodes.SYSCALL_MKDIR_2_X, "path");
        name(EventCodes.SYSCALL_MKDIRAT_X, "path");
        name(EventCodes.SYSCALL_RMDIR_2_X, "path");
        name(EventCodes.SYSCALL_UNLINK_2_X, "path");
        name(EventCodes.SYSCALL_UNLINKAT_2_X, "name");
        name(EventCodes.SYSCALL_FCHMODAT_X, "filename");
        name(EventCodes.SYSCALL_CHMOD_X, "filename");
        name(EventCodes.SYSCALL_CHOWN_X, "path");
        name(EventCodes.SYSCALL_LCHOWN_X, "path");
        name(EventCodes.SYSCALL_FCHOWNAT_X, "pathname");
        name(EventCodes.SYSCALL_QUOTACTL_X, "special");
        name(EventCodes.SYSCALL_UMOUNT_1_X, "name");
        name(EventCodes.SYSCALL_UMOUNT2_X, "name");
        NAMES.put(EventCodes.SYSCALL_FCHMOD_X, new Place(DESCRIPTOR, false));
        NAMES.put(EventCodes.SYSCALL_FCHOWN_X, new Place(DESCRIPTOR, false));
        open(EventCodes.SYSCALL_OPEN_X);
        open(EventCodes.SYSCALL_OPENAT_2_X);
        open(EventCodes.SYSCALL_OPENAT2_X);
        pair(EventCodes.SYSCALL_RENAME_X, "oldpath", "newpath");
        pair(EventCodes.SYSCALL_RENAMEAT_X, "oldpath", "newpath");
        pair(EventCodes.SYSCALL_RENAMEAT2_X, "oldpath", "newpath");
        pair(EventCodes.SYSCALL_LINK_2_X, "newpath", "oldpath");
        pair(EventCodes.SYSCALL_LINKAT_2_X, "newpath", "oldpath");
        pair(EventCodes.SYSCALL_SYMLINK_X, "linkpath", "target");
        pair(EventCodes.SYSCALL_SYMLINKAT_X, "linkpath", "target");
        pair(EventCodes.SYSCALL_MOUNT_X, "dev", "dir");
    }

    private PathPlaces() {}

    private static void name(int code, String path) {
        NAMES.put(code, place(code, path, false));
    }

    private static void open(int code) {
        NAMES.put(code, place(code, "name", true));
    }

    private static void pair(int code, String source, String target) {
        SOURCES.put(code, place(code, source, false));
        TARGETS.put(code, place(code, target, false));
    }

    private static Place place(int code, String path, boolean opens) {
        EventDescriptor event = EventTable.byCode(code);
        return new Place(event.indexOf(path), opens);
    }

    /** Puts the path of a successful call into the slot, as the program gave it. */
    static boolean read(EventContext context, Map<Integer, Place> places, Slot out) {
        EventView event = context.event();
        Place place = places.get(event.code());
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
