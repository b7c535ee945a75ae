package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.Dependency.DESCRIPTOR;
import static io.peregrine.filter.field.Dependency.EVENT;
import static io.peregrine.filter.field.FieldFlag.FILTER_ONLY;
import static io.peregrine.filter.field.FieldFlag.INTERSECTS_NOTHING;
import static io.peregrine.filter.field.FieldFlag.IN_NO_LIST;
import static io.peregrine.filter.field.FieldFlag.NO_RIGHT_SIDE;
import static io.peregrine.filter.field.FieldFlag.NO_TRANSFORMER;

import io.peregrine.event.ByteString;
import io.peregrine.fields.Binding;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Field;
import io.peregrine.fields.Slot;
import io.peregrine.fields.Value;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;
import io.peregrine.state.descriptor.SocketAddresses;
import java.util.List;

/** The descriptor fields of internet addresses: client and server, local and remote, and the same as networks. */
final class SocketAddressFields {
    static final BytesExtractor CLIENT = FdFields.bytes(DescriptorReadings::clientAddress);
    static final BytesExtractor SERVER = FdFields.bytes(DescriptorReadings::serverAddress);
    static final BytesExtractor LOCAL = (context, out) -> end(context, out, true);
    static final BytesExtractor REMOTE = (context, out) -> end(context, out, false);

    private static final ByteString TCP = ByteString.of("tcp");
    private static final ByteString UDP = ByteString.of("udp");
    private static final ByteString ICMP = ByteString.of("icmp");
    private static final ByteString RAW = ByteString.of("raw");
    private static final ByteString UNKNOWN = ByteString.of("<NA>");
    private static final ByteString IP = ByteString.of("ip");
    private static final ByteString UNIX = ByteString.of("unix");

    private SocketAddressFields() {}

    static List<Field> addresses() {
        return List.of(
                field(
                                "fd.ip",
                                "The address of either end of the connection: = holds when one of the two fits, != when neither does.")
                        .on(DESCRIPTOR)
                        .with(FILTER_ONLY, NO_RIGHT_SIDE, NO_TRANSFORMER, IN_NO_LIST)
                        .bound(
                                ParamType.IPADDR,
                                PrintFormat.NA,
                                argument -> EitherEnd.binding(ParamType.IPADDR, new EitherEnd(EitherEnd.What.ADDRESS))),
                field("fd.cip", "The client's address.").on(DESCRIPTOR).address(CLIENT),
                field("fd.sip", "The server's address.").on(DESCRIPTOR).address(SERVER),
                field("fd.lip", "The local address: the end that is this machine's own.")
                        .on(EVENT)
                        .address(LOCAL),
                field("fd.rip", "The remote address: the end that is not this machine's own.")
                        .on(EVENT)
                        .address(REMOTE));
    }

    static List<Field> networks() {
        return List.of(
                field(
                                "fd.net",
                                "The address of either end of the connection, to be compared with networks such as 10.0.0.0/8.")
                        .on(DESCRIPTOR)
                        .with(FILTER_ONLY, NO_RIGHT_SIDE, NO_TRANSFORMER, INTERSECTS_NOTHING)
                        .bound(
                                ParamType.IPNET,
                                PrintFormat.NA,
                                argument -> EitherEnd.binding(ParamType.IPNET, new EitherEnd(EitherEnd.What.NETWORK))),
                network("fd.cnet", "The client's address, to be compared with networks.", CLIENT),
                network("fd.snet", "The server's address, to be compared with networks.", SERVER),
                network("fd.lnet", "The local address, to be compared with networks.", LOCAL),
                network("fd.rnet", "The remote address, to be compared with networks.", REMOTE));
    }

    private static Field network(String name, String description, BytesExtractor address) {
        Binding binding = Binding.same(Value.of(ParamType.IPNET, PrintFormat.NA, address));
        return field(name, description)
                .with(FILTER_ONLY, NO_RIGHT_SIDE, NO_TRANSFORMER)
                .bound(ParamType.IPNET, PrintFormat.NA, argument -> binding);
    }

    /** The local or the remote end of a connection whose ends are known to be client and server. */
    private static boolean end(EventContext context, Slot out, boolean local) {
        if (!DescriptorReadings.applies(context)) {
            return false;
        }
        Descriptor descriptor = DescriptorReadings.of(context);
        if (!(descriptor.addresses() instanceof SocketAddresses.Internet pair) || descriptor.hasNoRole()) {
            return false;
        }
        return LocalEnd.isClient(context, descriptor, pair) == local
                ? DescriptorReadings.clientAddress(descriptor, out)
                : DescriptorReadings.serverAddress(descriptor, out);
    }

    static boolean transport(Descriptor descriptor, Slot out) {
        return out.set(
                switch (descriptor.transport()) {
                    case TCP -> TCP;
                    case UDP -> UDP;
                    case ICMP -> ICMP;
                    case RAW -> RAW;
                    case UNKNOWN, NONE -> UNKNOWN;
                });
    }

    static boolean family(Descriptor descriptor, Slot out) {
        if (descriptor.kind().isInternet()) {
            return out.set(IP);
        }
        return descriptor.kind() == DescriptorKind.UNIX_SOCKET && out.set(UNIX);
    }
}
