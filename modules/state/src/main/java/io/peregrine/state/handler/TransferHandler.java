package io.peregrine.state.handler;

import io.peregrine.event.Compatibility;
import io.peregrine.event.EventView;
import io.peregrine.event.LittleEndian;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.ParamRole;
import io.peregrine.schema.Positions;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorFlags;
import io.peregrine.state.descriptor.DescriptorKind;
import io.peregrine.state.descriptor.SocketAddresses;
import io.peregrine.state.descriptor.SocketEditor;
import io.peregrine.state.descriptor.SocketImage;
import io.peregrine.state.descriptor.SocketWire;
import io.peregrine.state.descriptor.Transport;
import io.peregrine.state.descriptor.WirePair;

/**
 * Reads and writes: a socket that they succeed on is connected, and the pair of addresses that comes with a message becomes the socket's,
 * for a datagram socket each time anew.
 */
final class TransferHandler implements EventHandler {
    private static final int SEND_DESCRIPTOR = Positions.SEND_X.FD;
    private static final int RECVMSG_CONTROL = Positions.RECVMSG_X.MSGCONTROL;
    private static final int RECVMMSG_CONTROL = Positions.RECVMMSG_X.MSGCONTROL;

    private final boolean incoming;
    private final int tupleParam;
    private final WirePair pair = new WirePair();

    private TransferHandler(boolean incoming, int tupleParam) {
        this.incoming = incoming;
        this.tupleParam = tupleParam;
    }

    /** The handler of a code that reads; the addresses are in the parameter that the event table says, if in any. */
    static TransferHandler reading(int code) {
        return new TransferHandler(true, addressOf(code));
    }

    /** The handler of a code that writes; the addresses are in the parameter that the event table says, if in any. */
    static TransferHandler writing(int code) {
        return new TransferHandler(false, addressOf(code));
    }

    private static int addressOf(int code) {
        return EventTable.byCode(code).indexOf(ParamRole.ADDRESS);
    }

    @Override
    public void handle(EventContext context) {
        EventView event = context.event();
        int code = event.code();
        boolean many = code == EventCodes.SOCKET_RECVMMSG_X || code == EventCodes.SOCKET_SENDMMSG_X;
        if (many && !event.has(0)) {
            return;
        }
        if (!incoming && tupleParam >= 0 && !many && context.descriptor().isNone()) {
            infer(context);
        }
        Descriptor descriptor = context.descriptor();
        if (descriptor.isNone() || context.result() < 0) {
            return;
        }
        if (incoming && descriptor.kind() == DescriptorKind.UNIX_SOCKET) {
            takePassed(context);
        }
        DescriptorKind kind = descriptor.kind();
        boolean pair = kind == DescriptorKind.IPV4_SOCKET || kind == DescriptorKind.IPV6_SOCKET;
        boolean needsAddresses =
                tupleParam >= 0 && (descriptor.name().isEmpty() || !isTcp4(descriptor)) && event.has(tupleParam);
        if (!needsAddresses && (!pair || isConnected(descriptor))) {
            return;
        }
        SocketEditor editor = context.editor();
        editor.load(descriptor);
        if (pair) {
            editor.setConnected();
        }
        if (needsAddresses) {
            take(context, editor);
        }
        context.replaceDescriptor(editor.result(descriptor));
    }

    private static void takePassed(EventContext context) {
        int code = context.event().code();
        int control = code == EventCodes.SOCKET_RECVMSG_X
                ? RECVMSG_CONTROL
                : code == EventCodes.SOCKET_RECVMMSG_X ? RECVMMSG_CONTROL : -1;
        if (context.event().has(control)) {
            PassedDescriptors.take(context, control);
        }
    }

    private static boolean isTcp4(Descriptor descriptor) {
        return descriptor.kind() == DescriptorKind.IPV4_SOCKET
                && descriptor.addresses() instanceof SocketAddresses.Internet ends
                && ends.protocol() == Transport.TCP;
    }

    private static boolean isConnected(Descriptor descriptor) {
        return descriptor.has(DescriptorFlags.CONNECTED)
                && !descriptor.has(DescriptorFlags.CONNECTION_PENDING | DescriptorFlags.CONNECTION_FAILED);
    }

    /** A message on an unknown descriptor that names an internet address: a datagram socket whose making was missed. */
    private void infer(EventContext context) {
        EventView event = context.event();
        if (context.thread().isNone() || context.result() < 0 || !event.has(tupleParam)) {
            return;
        }
        int family = event.byteAt(tupleParam, 0);
        if (family == SocketWire.FAMILY_IPV4 || family == SocketWire.FAMILY_IPV6) {
            CreateSocketHandlers.addDatagram(context, event.signed(SEND_DESCRIPTOR), family);
        }
    }

    private void take(EventContext context, SocketEditor editor) {
        SocketWire wire = context.wire().load(context.event(), tupleParam);
        if (!wire.isPair() || !update(context, editor, wire)) {
            return;
        }
        if (!editor.isPair()) {
            editor.nameByPair(wire.bytes(), wire.length());
            return;
        }
        if (editor.hasNoRole()) {
            editor.addFlags(guessRole(context, editor));
        }
        if (editor.has(incoming ? DescriptorFlags.ROLE_CLIENT : DescriptorFlags.ROLE_SERVER)) {
            editor.swapEnds();
        }
        editor.nameByPair();
    }

    /** Takes the pair over; false when the socket has it already. */
    private boolean update(EventContext context, SocketEditor editor, SocketWire wire) {
        int family = wire.family();
        if (family == SocketWire.FAMILY_UNIX) {
            editor.setKind(DescriptorKind.UNIX_SOCKET);
            editor.setUnix(wire.bytes());
            return true;
        }
        if ((family == SocketWire.FAMILY_IPV4 || family == SocketWire.FAMILY_IPV6)
                && !updatePair(context, editor, wire)) {
            return false;
        }
        if (editor.isPair() && editor.lacksTransport()) {
            editor.setTransport(Transport.UDP);
        }
        editor.complete(context.tables().interfaces());
        return true;
    }

    private boolean updatePair(EventContext context, SocketEditor editor, SocketWire wire) {
        Compatibility compatibility = context.compatibility();
        DescriptorKind kind = pair.load(wire).settle(compatibility);
        if (!compatibility.isExact()) {
            editor.become(kind);
        } else if (kind == DescriptorKind.IPV4_SOCKET) {
            becomeAsInFalco(editor, wire);
        }
        return editor.setPair(pair, kind);
    }

    /** Falco's way: a bound IPv4 socket keeps its transport, one with mapped addresses does not; and no pair makes a socket IPv6. */
    private static void becomeAsInFalco(SocketEditor editor, SocketWire wire) {
        boolean bound = wire.family() == SocketWire.FAMILY_IPV4 && editor.kind() == DescriptorKind.IPV4_LISTENING;
        byte[] image = editor.image();
        if (bound) {
            image[SocketImage.IPV4_PROTOCOL] = image[SocketImage.IPV4_BOUND_PROTOCOL];
        }
        editor.setKind(DescriptorKind.IPV4_SOCKET);
    }

    /** Who owns the port: the process that is bound to it is the server; else the first to read is. */
    private int guessRole(EventContext context, SocketEditor editor) {
        boolean own = editor.kind() == DescriptorKind.IPV4_SOCKET
                || !context.compatibility().isExact();
        if (!own) {
            int serverPort = LittleEndian.getUnsignedShort(editor.image(), SocketImage.IPV4_SERVER_PORT);
            int clientPort = LittleEndian.getUnsignedShort(editor.image(), SocketImage.IPV4_CLIENT_PORT);
            if (!PortUse.isBound(context, serverPort)) {
                return DescriptorFlags.ROLE_CLIENT;
            }
            if (!PortUse.isClient(context, clientPort)) {
                return DescriptorFlags.ROLE_SERVER;
            }
        }
        return incoming ? DescriptorFlags.ROLE_SERVER : DescriptorFlags.ROLE_CLIENT;
    }
}
