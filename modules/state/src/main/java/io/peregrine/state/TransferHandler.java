package io.peregrine.state;

import io.peregrine.event.EventView;
import io.peregrine.event.render.SocketText;
import io.peregrine.schema.EventCodes;

/**
 * Reads and writes: a socket that they succeed on is connected, and the pair of addresses that comes with a message becomes the socket's,
 * for a datagram socket each time anew.
 */
final class TransferHandler implements EventHandler {
    private static final int SEND_DESCRIPTOR = 2;
    private static final int RECVMSG_CONTROL = 4;
    private static final int RECVMMSG_CONTROL = 5;

    private final boolean incoming;
    private final int tupleParam;
    private final End source = new End();
    private final End destination = new End();

    private TransferHandler(boolean incoming, int tupleParam) {
        this.incoming = incoming;
        this.tupleParam = tupleParam;
    }

    /** The handler of a code that reads, with the addresses in a parameter, -1 for none. */
    static TransferHandler reading(int tupleParam) {
        return new TransferHandler(true, tupleParam);
    }

    /** The handler of a code that writes, with the addresses in a parameter, -1 for none. */
    static TransferHandler writing(int tupleParam) {
        return new TransferHandler(false, tupleParam);
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
        byte[] bytes = wire.bytes();
        switch (wire.family()) {
            case SocketWire.FAMILY_IPV4 -> {
                if (editor.kind() == DescriptorKind.IPV4_LISTENING) {
                    editor.image()[SocketImage.IPV4_PROTOCOL] = editor.image()[SocketImage.IPV4_BOUND_PROTOCOL];
                }
                editor.setKind(DescriptorKind.IPV4_SOCKET);
                if (!editor.setPair4(source.set(bytes, 1, 5), destination.set(bytes, 7, 11), false)) {
                    return false;
                }
            }
            case SocketWire.FAMILY_IPV6 -> {
                if (!update6(editor, bytes)) {
                    return false;
                }
            }
            case SocketWire.FAMILY_UNIX -> {
                editor.setKind(DescriptorKind.UNIX_SOCKET);
                editor.setUnix(bytes);
                return true;
            }
            default -> {}
        }
        int protocol =
                editor.kind() == DescriptorKind.IPV4_SOCKET ? SocketImage.IPV4_PROTOCOL : SocketImage.IPV6_PROTOCOL;
        if (editor.isPair() && editor.image()[protocol] == Transport.UNKNOWN.ordinal()) {
            editor.image()[protocol] = (byte) Transport.UDP.ordinal();
        }
        editor.complete(context.tables().interfaces());
        return true;
    }

    private boolean update6(SocketEditor editor, byte[] bytes) {
        source.set(bytes, 1, 17);
        destination.set(bytes, 19, 35);
        if (SocketText.isMapped(bytes, 1) && SocketText.isMapped(bytes, 19)) {
            editor.setKind(DescriptorKind.IPV4_SOCKET);
            return editor.setPair4(source.mapped(), destination.mapped(), false);
        }
        return editor.setPair6(source, destination, false);
    }

    /** Who owns the port: the process that is bound to it is the server; else the first to read is. */
    private int guessRole(EventContext context, SocketEditor editor) {
        int serverPort = LittleEndian.getPort(editor.image(), SocketImage.IPV4_SERVER_PORT);
        int clientPort = LittleEndian.getPort(editor.image(), SocketImage.IPV4_CLIENT_PORT);
        boolean own = editor.kind() == DescriptorKind.IPV4_SOCKET;
        if (!own && !PortUse.isBound(context, serverPort)) {
            return DescriptorFlags.ROLE_CLIENT;
        }
        if (!own && !PortUse.isClient(context, clientPort)) {
            return DescriptorFlags.ROLE_SERVER;
        }
        return incoming ? DescriptorFlags.ROLE_SERVER : DescriptorFlags.ROLE_CLIENT;
    }
}
