package io.peregrine.fields.catalog;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.fields.Binding;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldBuilder;
import io.peregrine.fields.Slot;
import io.peregrine.fields.Value;
import io.peregrine.fields.param.Directories;
import io.peregrine.fields.param.ParamText;
import io.peregrine.fields.param.Params;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.Descriptor;
import io.peregrine.state.EventContext;
import java.util.HashMap;
import java.util.Map;

/** The field {@code evt.abspath}: the path that a call names relative to a directory's descriptor, made absolute. */
final class AbsolutePathField {
    private static final int BY_HANDLE_PATH = 3;
    private static final ByteString UNKNOWN = ByteString.of("<UNKNOWN>/");
    private static final ByteString HERE = ByteString.of(".");
    private static final ByteString SLASH = ByteString.of("/");
    private static final Map<Integer, Place> FIRST = new HashMap<>();
    private static final Map<Integer, Place> SECOND = new HashMap<>();

    /**
     * Where an event carries a path.
     *
     * @param directory the index of the directory's descriptor
     * @param path the index of the path
     */
    private record Place(int directory, int path) {}

    static {
        both(EventCodes.SYSCALL_RENAMEAT_X, "olddirfd", "oldpath", "newdirfd", "newpath");
        both(EventCodes.SYSCALL_RENAMEAT2_X, "olddirfd", "oldpath", "newdirfd", "newpath");
        both(EventCodes.SYSCALL_LINKAT_2_X, "olddir", "oldpath", "newdir", "newpath");
        one(EventCodes.SYSCALL_SYMLINKAT_X, "linkdirfd", "linkpath");
        one(EventCodes.SYSCALL_OPENAT_2_X, "dirfd", "name");
        one(EventCodes.SYSCALL_OPENAT2_X, "dirfd", "name");
        one(EventCodes.SYSCALL_UNLINKAT_2_X, "dirfd", "name");
        one(EventCodes.SYSCALL_MKDIRAT_X, "dirfd", "path");
        one(EventCodes.SYSCALL_FCHMODAT_X, "dirfd", "filename");
        one(EventCodes.SYSCALL_FCHOWNAT_X, "dirfd", "pathname");
    }

    private AbsolutePathField() {}

    private static void one(int code, String directory, String path) {
        FIRST.put(code, place(code, directory, path));
        SECOND.put(code, place(code, directory, path));
    }

    private static void both(int code, String directory, String path, String otherDirectory, String otherPath) {
        FIRST.put(code, place(code, directory, path));
        SECOND.put(code, place(code, otherDirectory, otherPath));
    }

    private static Place place(int code, String directory, String path) {
        EventDescriptor event = EventTable.byCode(code);
        return new Place(event.indexOf(directory), event.indexOf(path));
    }

    static Field field() {
        return FieldBuilder.field(
                        "evt.abspath",
                        "The path that a call such as openat or renameat names, made absolute; for calls with two paths the first,"
                                + " evt.abspath.src, or the second, evt.abspath.dst.")
                .mayTake(ArgumentForm.SRC_OR_DST)
                .with(FieldFlag.TURNS_TO_DESCRIPTOR)
                .bound(ParamType.CHARBUF, PrintFormat.NA, argument -> {
                    boolean second = argument instanceof FieldArgument.Key(String key) && key.equals("dst");
                    return Binding.same(Value.text((context, out) -> extract(context, second ? SECOND : FIRST, out)));
                });
    }

    private static boolean extract(EventContext context, Map<Integer, Place> places, Slot out) {
        EventView event = context.event();
        if (context.thread().isNone()) {
            return false;
        }
        if (event.code() == EventCodes.SYSCALL_OPEN_BY_HANDLE_AT_X) {
            out.part().setText(event, BY_HANDLE_PATH);
            return Params.result(event) > 0 && Directories.join(context, ByteString.EMPTY, out.part(), out);
        }
        Place place = places.get(event.code());
        if (place == null || !event.has(place.directory()) || place.path() >= event.paramCount()) {
            return false;
        }
        Slot path = out.part();
        if (!event.has(place.path())) {
            return false;
        }
        if (Params.isMissingText(event, place.path())) {
            path.set(ParamText.MISSING);
        } else {
            path.setText(event, place.path());
        }
        boolean absolute = path.length() > 0 && path.bytes()[path.offset()] == '/';
        return Directories.join(context, absolute ? HERE : directory(context, event.signed(place.directory())), path, out);
    }

    /**
     * The directory of a relative path, always with one more slash. A directory by descriptor becomes the descriptor that the event is
     * about, for the fields that are read after this one.
     */
    private static ByteString directory(EventContext context, long number) {
        if (number == Directories.AT_FDCWD) {
            return context.thread().cwd();
        }
        Descriptor descriptor = context.thread().descriptor(number);
        context.turnTo(descriptor);
        return descriptor.isNone() ? UNKNOWN : descriptor.name().concat(SLASH);
    }
}
