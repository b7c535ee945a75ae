package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.render.Slashes;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Field;
import io.peregrine.fields.Slot;
import io.peregrine.fields.param.Containers;
import io.peregrine.fields.param.Directories;
import io.peregrine.fields.param.ParamText;
import io.peregrine.fields.param.Params;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.ParamRole;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;
import java.util.List;

/**
 * The descriptor fields of names and paths. Where a call failed there is no descriptor, and the name is what it would have been: put
 * together from the event's parameters.
 */
final class DescriptorNameFields {
    private DescriptorNameFields() {}

    /** Changes the name that a slot holds, for a descriptor that may be {@link Descriptor#NONE}; false when there is no value. */
    @FunctionalInterface
    private interface Cut {
        boolean apply(Descriptor descriptor, Slot slot);
    }

    static List<Field> names() {
        return List.of(
                field(
                                "fd.name",
                                "The full name of the descriptor: a file's path, both ends of a connection, the path of a unix socket.")
                        .with(FieldFlag.PUT_TOGETHER)
                        .text(name()),
                field("fd.directory", "The directory of the file, or the directory itself.")
                        .with(FieldFlag.PUT_TOGETHER)
                        .text(name(DescriptorNameFields::directory)),
                field("fd.filename", "The name of the file without its directory.")
                        .text(FdFields.bytes((descriptor, out) ->
                                descriptor.kind().isFile() && out.set(descriptor.name()) && filename(out))));
    }

    static List<Field> inContainer() {
        return List.of(
                field("fd.containername", "The id of the container, a colon and fd.name.")
                        .text(inContainer(name())),
                field("fd.containerdirectory", "The id of the container, a colon and fd.directory.")
                        .text(inContainer(name(DescriptorNameFields::directory))));
    }

    static Field rawName() {
        return field("fd.nameraw", "The path as the program gave it, not made absolute; set for files alone.")
                .text((context, out) -> {
                    if (!DescriptorReadings.applies(context)) {
                        return false;
                    }
                    Descriptor descriptor = DescriptorReadings.of(context);
                    boolean found = descriptor.isNone() ? fromEvent(context, out, true) : out.set(descriptor.rawName());
                    return found && withoutDoubledSlashes(out);
                });
    }

    private static BytesExtractor name(Cut cut) {
        return (context, out) -> {
            if (!DescriptorReadings.applies(context)) {
                return false;
            }
            Descriptor descriptor = DescriptorReadings.of(context);
            boolean found = descriptor.isNone() ? fromEvent(context, out, false) : out.set(descriptor.name());
            return found && cut.apply(descriptor, out);
        };
    }

    /** The reading of {@code fd.name}. */
    static BytesExtractor name() {
        return name((descriptor, out) -> true);
    }

    private static BytesExtractor inContainer(BytesExtractor name) {
        return (context, out) -> {
            Slot part = out.part();
            if (!name.extract(context, part)) {
                return false;
            }
            TextBuffer text = out.startText();
            text.append(Containers.of(context.thread())).append(':').append(part.bytes(), part.offset(), part.length());
            return out.setText();
        };
    }

    /** A directory stands for itself; of all else what is before the last slash. */
    private static boolean directory(Descriptor descriptor, Slot out) {
        boolean unknown = descriptor.isNone();
        if (!unknown && descriptor.kind() == DescriptorKind.DIRECTORY) {
            return true;
        }
        if (!unknown && !descriptor.kind().isFile()) {
            return false;
        }
        int slash = lastSlash(out);
        if (slash <= 0) {
            return out.set(ROOT);
        }
        return slash == out.length() - 1 || out.set(out.bytes(), out.offset(), slash);
    }

    private static final ByteString ROOT = ByteString.of("/");

    private static boolean filename(Slot out) {
        int slash = lastSlash(out);
        if (slash < 0) {
            return out.set(ROOT);
        }
        return slash == out.length() - 1 || out.set(out.bytes(), out.offset() + slash + 1, out.length() - slash - 1);
    }

    private static int lastSlash(Slot out) {
        return Slashes.last(out.bytes(), out.offset(), out.length());
    }

    private static boolean withoutDoubledSlashes(Slot out) {
        return !Slashes.areDoubled(out.bytes(), out.offset(), out.length()) || squeeze(out);
    }

    private static boolean squeeze(Slot out) {
        Slot part = out.part();
        TextBuffer text = part.startText();
        for (int i = out.offset(); i < out.offset() + out.length(); i++) {
            byte next = out.bytes()[i];
            if (next != '/' || text.isEmpty() || text.at(text.length() - 1) != '/') {
                text.append(next);
            }
        }
        return out.set(text.array(), 0, text.length());
    }

    /** What the descriptor of a failed call would have been called; empty for calls that make no file and no connection. */
    private static boolean fromEvent(EventContext context, Slot out, boolean raw) {
        EventView event = context.event();
        if (event.descriptor().isEnter()) {
            return false;
        }
        int path = event.descriptor().indexOf(ParamRole.PATH);
        return switch (event.code()) {
            case EventCodes.SYSCALL_OPEN_X, EventCodes.SYSCALL_CREAT_X ->
                ParamText.NORMAL.preferResolved(context, path, out);
            case EventCodes.SOCKET_ACCEPT_5_X, EventCodes.SOCKET_ACCEPT4_6_X, EventCodes.SOCKET_CONNECT_X ->
                ParamText.NORMAL.preferResolved(context, event.descriptor().indexOf(ParamRole.ADDRESS), out);
            case EventCodes.SYSCALL_OPENAT_2_X, EventCodes.SYSCALL_OPENAT2_X -> atDirectory(context, out, raw);
            case EventCodes.SYSCALL_OPEN_BY_HANDLE_AT_X ->
                Params.isMissingText(event, path) ? out.set(ParamText.MISSING) : out.setText(event, path);
            default -> out.set(ByteString.EMPTY);
        };
    }

    private static boolean atDirectory(EventContext context, Slot out, boolean raw) {
        EventView event = context.event();
        int name = event.descriptor().indexOf(ParamRole.PATH);
        int directory = event.descriptor().directoryOf(ParamRole.PATH);
        if (!event.has(name)) {
            return false;
        }
        if (raw) {
            return out.setText(event, name);
        }
        return event.has(directory) && Directories.join(context, event.signed(directory), name, out);
    }
}
