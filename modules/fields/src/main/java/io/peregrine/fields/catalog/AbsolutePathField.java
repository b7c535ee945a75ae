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
import io.peregrine.schema.ParamRole;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.Positions;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.Descriptor;

/** The field {@code evt.abspath}: the path that a call names relative to a directory's descriptor, made absolute. */
final class AbsolutePathField {
    private static final int BY_HANDLE_PATH = Positions.OPEN_BY_HANDLE_AT_X.PATH;
    private static final ByteString UNKNOWN = ByteString.of("<UNKNOWN>/");
    private static final ByteString HERE = ByteString.of(".");
    private static final ByteString SLASH = ByteString.of("/");
    /** Where the field is read from, by event code; null where an event has no such path. */
    private static final Place[] FIRST = new Place[EventCodes.COUNT];

    private static final Place[] SECOND = new Place[EventCodes.COUNT];

    /**
     * Where an event carries a path.
     *
     * @param directory the index of the directory's descriptor
     * @param path the index of the path
     */
    private record Place(int directory, int path) {}

    static {
        put(EventCodes.SYSCALL_RENAMEAT_X, ParamRole.SOURCE, ParamRole.TARGET);
        put(EventCodes.SYSCALL_RENAMEAT2_X, ParamRole.SOURCE, ParamRole.TARGET);
        put(EventCodes.SYSCALL_LINKAT_2_X, ParamRole.SOURCE, ParamRole.TARGET);
        put(EventCodes.SYSCALL_SYMLINKAT_X, ParamRole.TARGET, ParamRole.TARGET);
        for (int code : new int[] {
            EventCodes.SYSCALL_OPENAT_2_X,
            EventCodes.SYSCALL_OPENAT2_X,
            EventCodes.SYSCALL_UNLINKAT_2_X,
            EventCodes.SYSCALL_MKDIRAT_X,
            EventCodes.SYSCALL_FCHMODAT_X,
            EventCodes.SYSCALL_FCHOWNAT_X
        }) {
            put(code, ParamRole.PATH, ParamRole.PATH);
        }
    }

    private AbsolutePathField() {}

    private static void put(int code, ParamRole first, ParamRole second) {
        FIRST[code] = place(code, first);
        SECOND[code] = place(code, second);
    }

    private static Place place(int code, ParamRole path) {
        EventDescriptor event = EventTable.byCode(code);
        return new Place(event.directoryOf(path), event.indexOf(path));
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

    private static boolean extract(EventContext context, Place[] places, Slot out) {
        EventView event = context.event();
        if (context.thread().isNone()) {
            return false;
        }
        if (event.code() == EventCodes.SYSCALL_OPEN_BY_HANDLE_AT_X) {
            out.part().setText(event, BY_HANDLE_PATH);
            return Params.result(event) > 0 && Directories.join(context, ByteString.EMPTY, out.part(), out);
        }
        Place place = places[event.code()];
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
        return Directories.join(
                context, absolute ? HERE : directory(context, event.signed(place.directory())), path, out);
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
