package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;

import io.peregrine.event.ByteString;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.fields.Binding;
import io.peregrine.fields.Field;
import io.peregrine.fields.ListExtractor;
import io.peregrine.fields.Slot;
import io.peregrine.fields.SlotList;
import io.peregrine.fields.Value;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;

/** The descriptor fields of kinds: of the event's descriptor, of one by number, and the set of all that the process has open. */
final class DescriptorTypesField {
    private DescriptorTypesField() {}

    static Binding bindType(FieldArgument argument) {
        return Binding.same(Value.of(
                ParamType.CHARBUF,
                PrintFormat.DEC,
                FdFields.bytes((descriptor, out) -> DescriptorReadings.type(descriptor, out))));
    }

    /** A list with an index too: then the type of the descriptor with that number alone. */
    static Field types() {
        return field(
                        "fd.types",
                        "The different kinds of all descriptors that the process has open; with an index the kind of the descriptor with that number.")
                .list()
                .mayTake(ArgumentForm.NUMBER)
                .with(FieldFlag.NO_RIGHT_SIDE)
                .bound(
                        ParamType.CHARBUF,
                        PrintFormat.DEC,
                        argument ->
                                Binding.same(new Value(ParamType.CHARBUF, true, PrintFormat.DEC, extractor(argument))));
    }

    private static ListExtractor extractor(FieldArgument argument) {
        if (argument instanceof FieldArgument.Number(long number) && number != -1) {
            return (context, out) -> numbered(context, number, out);
        }
        return DescriptorTypesField::all;
    }

    private static boolean numbered(EventContext context, long number, SlotList out) {
        out.clear();
        if (!DescriptorReadings.applies(context)) {
            return false;
        }
        Descriptor descriptor = context.thread().descriptor(number);
        return !descriptor.isNone() && DescriptorReadings.type(descriptor, out.add());
    }

    private static boolean all(EventContext context, SlotList out) {
        out.clear();
        if (!DescriptorReadings.applies(context)) {
            return false;
        }
        context.thread()
                .descriptors()
                .forEachInOrder((number, descriptor) -> addOnce(out, DescriptorReadings.type(descriptor)));
        return true;
    }

    /** The words are single objects, so their arrays tell them apart. */
    private static void addOnce(SlotList out, ByteString type) {
        for (int i = 0; i < out.size(); i++) {
            if (out.get(i).bytes() == type.array()) {
                return;
            }
        }
        out.add().set(type);
    }

    /** The letter of the descriptor's kind, or where it is unknown of the kind that the call would have made. */
    static boolean typeChar(EventContext context, Slot out) {
        if (!DescriptorReadings.applies(context)) {
            return false;
        }
        Descriptor descriptor = DescriptorReadings.of(context);
        TextBuffer text = out.startText();
        text.append(
                descriptor.isNone()
                        ? expected(context.event().code() | 1)
                        : descriptor.kind().typeChar());
        return out.setText();
    }

    private static char expected(int exitCode) {
        return switch (exitCode) {
            case EventCodes.SYSCALL_OPENAT_2_X, EventCodes.SYSCALL_OPENAT2_X, EventCodes.SYSCALL_CREAT_X ->
                DescriptorKind.FILE.typeChar();
            case EventCodes.SOCKET_SOCKET_X, EventCodes.SOCKET_ACCEPT_5_X, EventCodes.SOCKET_ACCEPT4_6_X ->
                DescriptorKind.IPV4_SOCKET.typeChar();
            case EventCodes.SYSCALL_PIPE_X, EventCodes.SYSCALL_PIPE2_X -> DescriptorKind.PIPE.typeChar();
            case EventCodes.SYSCALL_EVENTFD_X, EventCodes.SYSCALL_EVENTFD2_X -> DescriptorKind.EVENT.typeChar();
            case EventCodes.SYSCALL_SIGNALFD_X, EventCodes.SYSCALL_SIGNALFD4_X -> DescriptorKind.SIGNALFD.typeChar();
            case EventCodes.SYSCALL_TIMERFD_CREATE_X -> DescriptorKind.TIMERFD.typeChar();
            case EventCodes.SYSCALL_INOTIFY_INIT_X, EventCodes.SYSCALL_INOTIFY_INIT1_X ->
                DescriptorKind.INOTIFY.typeChar();
            default -> 'o';
        };
    }
}
