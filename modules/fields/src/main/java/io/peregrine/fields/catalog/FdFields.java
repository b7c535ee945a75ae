package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.Dependency.DESCRIPTOR;
import static io.peregrine.filter.field.Dependency.EVENT;

import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldClass;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.Slot;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The fields of the descriptor that an event is about. */
public final class FdFields {
    private FdFields() {}

    /** Reads a value of a known descriptor. */
    @FunctionalInterface
    interface Reading {
        /** Puts the value into the slot; false when the descriptor has none. */
        boolean read(Descriptor descriptor, Slot out);
    }

    /** The class {@code fd}. */
    public static FieldClass all(FieldSettings settings) {
        List<Field> fields = new ArrayList<>(kind());
        fields.addAll(DescriptorNameFields.names());
        fields.addAll(SocketAddressFields.addresses());
        fields.addAll(PortFields.ports());
        fields.addAll(socket());
        fields.addAll(DescriptorNameFields.inContainer());
        fields.addAll(PortFields.services());
        fields.addAll(SocketAddressFields.networks());
        fields.addAll(changes());
        fields.addAll(HostNameFields.names(settings.hosts()));
        fields.addAll(device());
        fields.add(DescriptorNameFields.rawName());
        fields.addAll(layers());
        fields.replaceAll(field -> field.within(DescriptorReadings.SCOPE));
        fields.add(fields.size() - layers().size(), DescriptorTypesField.types());
        return new FieldClass(
                "fd",
                "",
                "The descriptor that a system call takes, makes or closes: file, socket, pipe.",
                Set.of("syscall"),
                fields);
    }

    private static List<Field> kind() {
        return List.of(
                field("fd.num", "The number of the descriptor.")
                        .on(EVENT)
                        .number(
                                ParamType.INT64,
                                PrintFormat.ID,
                                (context, out) -> DescriptorReadings.applies(context)
                                        && out.set(context.thread().activity().lastDescriptor())),
                field(
                                "fd.type",
                                "What the descriptor stands for, in a word: file, directory, ipv4, ipv6, unix, pipe, event, and more.")
                        .on(DESCRIPTOR)
                        .bound(ParamType.CHARBUF, PrintFormat.DEC, DescriptorTypesField::bindType),
                field(
                                "fd.typechar",
                                "What the descriptor stands for, in a letter: f for a file, 4 and 6 for internet sockets, u for a unix socket, p for a pipe, and more.")
                        .on(EVENT)
                        .text(DescriptorTypesField::typeChar));
    }

    private static List<Field> socket() {
        return List.of(
                text("fd.l4proto", "The transport of the socket: tcp, udp, icmp, raw.", SocketAddressFields::transport),
                text("fd.sockfamily", "The family of the socket: ip or unix.", SocketAddressFields::family),
                field("fd.is_server", "Whether the process is the server on this socket.")
                        .on(EVENT)
                        .flag((context, out) -> DescriptorReadings.applies(context)
                                && LocalEnd.isServer(context, DescriptorReadings.of(context), out)),
                field("fd.uid", "A key for the descriptor: thread id and number, one behind the other.")
                        .on(EVENT)
                        .text((context, out) -> {
                            out.startText().appendDecimal(context.thread().tid());
                            out.text().appendDecimal(context.thread().activity().lastDescriptor());
                            return DescriptorReadings.applies(context) && out.setText();
                        }));
    }

    private static List<Field> changes() {
        return List.of(
                truth(
                        "fd.connected",
                        "Whether the socket is connected.",
                        descriptor -> descriptor.has(DescriptorFlags.CONNECTED)),
                field("fd.name_changed", "Whether the event gave the descriptor another name.")
                        .on(EVENT)
                        .flag((context, out) -> DescriptorReadings.applies(context)
                                && !DescriptorReadings.of(context).isNone()
                                && out.set(context.isDescriptorNameChanged())));
    }

    private static List<Field> device() {
        return List.of(
                number(
                        "fd.dev",
                        ParamType.INT32,
                        PrintFormat.HEX,
                        "The number of the device that holds the file.",
                        descriptor -> descriptor.node().device()),
                number(
                        "fd.dev.major",
                        ParamType.INT32,
                        PrintFormat.DEC,
                        "The major number of the device that holds the file.",
                        Descriptor::deviceMajor),
                number(
                        "fd.dev.minor",
                        ParamType.INT32,
                        PrintFormat.DEC,
                        "The minor number of the device that holds the file.",
                        Descriptor::deviceMinor),
                number(
                        "fd.ino",
                        ParamType.INT64,
                        PrintFormat.DEC,
                        "The inode number of the file.",
                        descriptor -> descriptor.node().inode()));
    }

    private static List<Field> layers() {
        return List.of(
                truth(
                        "fd.is_upper_layer",
                        "Whether the file lies in the upper, writable layer of an overlay file system.",
                        descriptor -> descriptor.has(DescriptorFlags.UPPER_LAYER)),
                truth(
                        "fd.is_lower_layer",
                        "Whether the file lies in a lower layer of an overlay file system: in the image.",
                        descriptor -> descriptor.has(DescriptorFlags.LOWER_LAYER)));
    }

    static Field text(String name, String description, Reading reading) {
        return field(name, description).on(DESCRIPTOR).text(bytes(reading));
    }

    static Field truth(String name, String description, Predicate<Descriptor> of) {
        return field(name, description).on(DESCRIPTOR).flag(number((descriptor, out) -> out.set(of.test(descriptor))));
    }

    private static Field number(
            String name, ParamType type, PrintFormat format, String description, ToLongFunction<Descriptor> of) {
        return field(name, description)
                .on(DESCRIPTOR)
                .number(type, format, number((descriptor, out) -> out.set(of.applyAsLong(descriptor))));
    }

    /** Bytes of the event's descriptor, where it is known. */
    static BytesExtractor bytes(Reading reading) {
        return (context, out) -> {
            if (!DescriptorReadings.applies(context)) {
                return false;
            }
            Descriptor descriptor = DescriptorReadings.of(context);
            return !descriptor.isNone() && reading.read(descriptor, out);
        };
    }

    /** A number of the event's descriptor, where it is known. */
    static NumberExtractor number(Reading reading) {
        return (context, out) -> {
            if (!DescriptorReadings.applies(context)) {
                return false;
            }
            Descriptor descriptor = DescriptorReadings.of(context);
            return !descriptor.isNone() && reading.read(descriptor, out);
        };
    }
}
