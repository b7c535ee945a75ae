package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.Dependency.DESCRIPTOR;
import static io.peregrine.filter.field.FieldFlag.FILTER_ONLY;
import static io.peregrine.filter.field.FieldFlag.NO_RIGHT_SIDE;
import static io.peregrine.filter.field.FieldFlag.NO_TRANSFORMER;

import io.peregrine.event.ByteString;
import io.peregrine.fields.Field;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.Slot;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.SocketAddresses;
import java.util.List;

/** The descriptor fields of ports, as numbers and as text. */
final class PortFields {
    private static final NumberExtractor LOCAL = (context, out) -> end(context, out, true);
    private static final NumberExtractor REMOTE = (context, out) -> end(context, out, false);

    private PortFields() {}

    static List<Field> ports() {
        return List.of(
                either(
                        "fd.port",
                        PrintFormat.DEC,
                        "The port of either end: = holds when one of the two fits, != when neither does."),
                port("fd.cport", "The client's port.", FdFields.number(PortFields::client)),
                port("fd.sport", "The server's port.", FdFields.number(PortFields::server)),
                port("fd.lport", "The port of the local end.", LOCAL),
                port("fd.rport", "The port of the remote end.", REMOTE));
    }

    static List<Field> services() {
        return List.of(
                either("fd.proto", PrintFormat.NA, "The port of either end by the name of its service or as a number."),
                field("fd.cproto", "The client's port as text.")
                        .on(DESCRIPTOR)
                        .text(FdFields.bytes(PortFields::clientText)),
                field("fd.sproto", "The server's port as text.")
                        .on(DESCRIPTOR)
                        .text(FdFields.bytes(PortFields::serverText)),
                field("fd.lproto", "The port of the local end as text.")
                        .text((context, out) -> LOCAL.extract(context, out) && decimal(out, out.number())),
                field("fd.rproto", "The port of the remote end as text.")
                        .text((context, out) -> REMOTE.extract(context, out) && decimal(out, out.number())));
    }

    private static Field either(String name, PrintFormat format, String description) {
        return field(name, description)
                .on(DESCRIPTOR)
                .with(FILTER_ONLY, NO_RIGHT_SIDE, NO_TRANSFORMER)
                .bound(
                        ParamType.PORT,
                        format,
                        argument -> EitherEnd.binding(ParamType.PORT, new EitherEnd(EitherEnd.What.PORT)));
    }

    private static Field port(String name, String description, NumberExtractor extractor) {
        return field(name, description).number(ParamType.PORT, PrintFormat.DEC, extractor);
    }

    private static boolean client(Descriptor descriptor, Slot out) {
        return descriptor.addresses() instanceof SocketAddresses.Internet pair
                && !descriptor.hasNoRole()
                && out.set(pair.clientPort());
    }

    private static boolean server(Descriptor descriptor, Slot out) {
        return switch (descriptor.addresses()) {
            case SocketAddresses.Internet pair -> !descriptor.hasNoRole() && out.set(pair.serverPort());
            case SocketAddresses.Bound bound -> out.set(bound.port());
            case SocketAddresses.Unix unix -> false;
            case SocketAddresses.None none -> false;
        };
    }

    private static boolean end(EventContext context, Slot out, boolean local) {
        if (!DescriptorReadings.applies(context)) {
            return false;
        }
        Descriptor descriptor = DescriptorReadings.of(context);
        if (!(descriptor.addresses() instanceof SocketAddresses.Internet pair) || descriptor.hasNoRole()) {
            return false;
        }
        boolean clients = LocalEnd.isClient(context, descriptor, pair) == local;
        return out.set(clients ? pair.clientPort() : pair.serverPort());
    }

    /** Empty for a descriptor with roles that is no connection. */
    private static boolean clientText(Descriptor descriptor, Slot out) {
        if (descriptor.hasNoRole()) {
            return false;
        }
        return client(descriptor, out) ? decimal(out, out.number()) : out.set(ByteString.EMPTY);
    }

    /** Empty for a listening socket. */
    private static boolean serverText(Descriptor descriptor, Slot out) {
        if (!server(descriptor, out)) {
            return false;
        }
        return descriptor.addresses() instanceof SocketAddresses.Internet
                ? decimal(out, out.number())
                : out.set(ByteString.EMPTY);
    }

    private static boolean decimal(Slot out, long port) {
        out.startText().appendUnsigned(port);
        return out.setText();
    }
}
