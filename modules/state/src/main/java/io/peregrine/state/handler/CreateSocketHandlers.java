package io.peregrine.state.handler;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.LittleEndian;
import io.peregrine.schema.ParamRole;
import io.peregrine.schema.Positions;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;
import io.peregrine.state.descriptor.SocketImage;
import io.peregrine.state.descriptor.Transport;
import java.util.Arrays;

/** socket and socketpair. */
final class CreateSocketHandlers {
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int AF_NETLINK = 16;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_RAW = 3;
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_ICMP = 1;
    private static final int IPPROTO_TCP = 6;
    private static final int IPPROTO_UDP = 17;
    private static final int IPPROTO_RAW = 255;

    /**
     * What a socket was made with.
     *
     * @param domain its address family
     * @param type stream, datagram, raw, or-ed with flags
     * @param protocol the protocol inside the family
     * @param flags the open flags
     */
    private record Kind(long domain, long type, long protocol, int flags) {}

    private CreateSocketHandlers() {}

    /** socket. */
    static void socket(EventContext context) {
        long number = context.result();
        if (context.thread().isNone() || number < 0) {
            return;
        }
        EventView event = context.event();
        add(
                context,
                number,
                new Kind(
                        event.unsigned(Positions.SOCKET_X.DOMAIN),
                        event.unsigned(Positions.SOCKET_X.TYPE),
                        event.unsigned(Positions.SOCKET_X.PROTO),
                        (int) event.unsigned(Positions.SOCKET_X.FLAGS)));
    }

    /** A socket of which only a datagram's destination is known: its making was missed. */
    static void addDatagram(EventContext context, long number, int family) {
        add(context, number, new Kind(family, SOCK_DGRAM, IPPROTO_UDP, 0));
    }

    private static void add(EventContext context, long number, Kind kind) {
        DescriptorKind descriptorKind = switch ((int) kind.domain()) {
            case AF_UNIX -> DescriptorKind.UNIX_SOCKET;
            case AF_INET -> DescriptorKind.IPV4_SOCKET;
            case AF_INET6 -> DescriptorKind.IPV6_SOCKET;
            case AF_NETLINK -> DescriptorKind.NETLINK;
            default -> DescriptorKind.UNKNOWN;
        };
        byte[] image = new byte[SocketImage.SIZE];
        if (descriptorKind == DescriptorKind.IPV4_SOCKET) {
            image[SocketImage.IPV4_PROTOCOL] = (byte) transport(kind).ordinal();
        } else if (descriptorKind == DescriptorKind.IPV6_SOCKET) {
            image[SocketImage.IPV6_PROTOCOL] = (byte) transport(kind).ordinal();
        }
        Descriptor plain = Descriptor.of(descriptorKind, ByteString.EMPTY, kind.flags());
        SocketImage made = Arrays.equals(image, new byte[SocketImage.SIZE]) ? SocketImage.NONE : SocketImage.of(image);
        context.addDescriptor(number, plain.withSocket(descriptorKind, made, 0, ByteString.EMPTY));
    }

    private static Transport transport(Kind kind) {
        boolean raw = kind.type() == SOCK_RAW;
        return switch ((int) kind.protocol()) {
            case IPPROTO_TCP -> raw ? Transport.RAW : Transport.TCP;
            case IPPROTO_UDP -> raw ? Transport.RAW : Transport.UDP;
            case IPPROTO_ICMP -> raw ? Transport.RAW : Transport.ICMP;
            case IPPROTO_RAW -> Transport.RAW;
            case IPPROTO_IP ->
                switch ((int) kind.type() & 0xff) {
                    case SOCK_STREAM -> Transport.TCP;
                    case SOCK_DGRAM -> Transport.UDP;
                    default -> Transport.UNKNOWN;
                };
            default -> Transport.UNKNOWN;
        };
    }

    /** socketpair: two ends that know each other; the event is about the first. */
    static void socketpair(EventContext context) {
        if (context.thread().isNone() || context.result() < 0) {
            return;
        }
        EventView event = context.event();
        long first = event.signed(event.descriptor().indexOf(ParamRole.NEW));
        long second = event.signed(event.descriptor().indexOf(ParamRole.OTHER_NEW));
        if (first == second) {
            context.createDescriptor(Descriptor.NONE);
            return;
        }
        byte[] image = new byte[SocketImage.SIZE];
        LittleEndian.putLong(image, SocketImage.UNIX_SOURCE, event.unsigned(Positions.SOCKETPAIR_X.SOURCE));
        LittleEndian.putLong(image, SocketImage.UNIX_DESTINATION, event.unsigned(Positions.SOCKETPAIR_X.PEER));
        Descriptor end = Descriptor.of(DescriptorKind.UNIX_SOCKET, ByteString.EMPTY)
                .withSocket(DescriptorKind.UNIX_SOCKET, SocketImage.of(image), 0, ByteString.EMPTY);
        context.addDescriptor(first, end);
        Descriptor stored = context.descriptor();
        context.addDescriptor(second, end);
        context.createDescriptor(stored);
    }
}
