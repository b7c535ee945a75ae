package io.peregrine.state.handler;

import io.peregrine.event.ByteString;
import io.peregrine.event.Compatibility;
import io.peregrine.event.EventView;
import io.peregrine.event.LittleEndian;
import io.peregrine.schema.Positions;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.DescriptorFlags;
import io.peregrine.state.descriptor.DescriptorKind;
import io.peregrine.state.descriptor.End;
import io.peregrine.state.descriptor.SocketEditor;
import io.peregrine.state.descriptor.SocketImage;
import io.peregrine.state.descriptor.SocketNames;
import io.peregrine.state.descriptor.SocketWire;
import io.peregrine.state.descriptor.Transport;
import io.peregrine.state.descriptor.WirePair;
import java.util.Arrays;

/**
 * connect: client and server of a socket.
 *
 * <p>The destination comes from the kernel's pair where that differs from what the exit event read from the program's memory; where the
 * two agree, the address of the enter event counts, if there is one, since no program can have rewritten it.
 */
final class ConnectHandler implements EventHandler {
    private static final int EINPROGRESS = 115;
    private static final int TUPLE = Positions.CONNECT_X.TUPLE;
    private static final int ADDRESS = Positions.CONNECT_X.ADDR;
    private static final int UNIX_PATH_MAX = 108;
    /** How a missing pair reads. */
    private static final ByteString NO_PAIR = ByteString.of("NULL");

    private final SocketWire exitAddress = new SocketWire();
    private final SocketWire enterAddress = new SocketWire();
    private final WirePair pair = new WirePair();

    @Override
    public void handle(EventContext context) {
        long result = context.result();
        if (context.descriptor().isNone() || (result < 0 && result != -EINPROGRESS)) {
            return;
        }
        SocketEditor editor = context.editor();
        editor.load(context.descriptor());
        editor.setConnected();
        boolean entered = loadEnter(context);
        EventView event = context.event();
        if (!event.has(TUPLE)) {
            if (entered) {
                fromAddress(editor, context.compatibility());
            }
        } else {
            boolean hasAddress =
                    event.has(ADDRESS) && exitAddress.load(event, ADDRESS).isAddress();
            if (context.wire().load(event, TUPLE).isPair()) {
                fromPair(context, editor, hasAddress, entered);
            }
        }
        context.replaceDescriptor(editor.result(context.descriptor()));
    }

    private boolean loadEnter(EventContext context) {
        ByteString kept = EnterHandler.of(context).address();
        return !kept.isEmpty() && enterAddress.load(kept.array()).isAddress();
    }

    /** No pair came: the enter event's address is all that is known. */
    private void fromAddress(SocketEditor editor, Compatibility compatibility) {
        byte[] wire = enterAddress.bytes();
        byte[] image = editor.image();
        switch (enterAddress.family()) {
            case SocketWire.FAMILY_IPV4 -> {
                editor.become(DescriptorKind.IPV4_SOCKET);
                LittleEndian.putInt(image, SocketImage.IPV4_SERVER, LittleEndian.getInt(wire, 1));
                LittleEndian.putShort(image, SocketImage.IPV4_SERVER_PORT, LittleEndian.getUnsignedShort(wire, 5));
            }
            case SocketWire.FAMILY_IPV6 -> {
                int port = LittleEndian.getUnsignedShort(wire, 17);
                if (WirePair.isMapped(wire, 1, compatibility)) {
                    editor.become(DescriptorKind.IPV4_SOCKET);
                    LittleEndian.putInt(image, SocketImage.IPV4_SERVER, LittleEndian.getInt(wire, 13));
                    LittleEndian.putShort(image, SocketImage.IPV4_SERVER_PORT, port);
                } else {
                    editor.become(DescriptorKind.IPV6_SOCKET);
                    LittleEndian.putShort(image, SocketImage.IPV6_SERVER_PORT, port);
                    System.arraycopy(wire, 1, image, SocketImage.IPV6_SERVER, 16);
                }
            }
            default -> editor.nameBy(NO_PAIR);
        }
    }

    private void fromPair(EventContext context, SocketEditor editor, boolean hasAddress, boolean entered) {
        SocketWire wire = context.wire();
        int family = wire.family();
        if (family == SocketWire.FAMILY_IPV4 || family == SocketWire.FAMILY_IPV6) {
            pair.load(wire);
            if (!context.compatibility().isExact() && !hasAddress && pair.hasNoPeer()) {
                disconnect(context, editor, family);
                return;
            }
            if (hasAddress && entered) {
                trustEnter(family == SocketWire.FAMILY_IPV6);
            }
            connect(context, editor);
        } else if (editor.kind() != DescriptorKind.UNIX_SOCKET) {
            return;
        } else {
            pairUnix(editor, wire, hasAddress && entered);
        }
        if (editor.hasNoRole()) {
            editor.addFlags(DescriptorFlags.ROLE_CLIENT);
        }
    }

    private void connect(EventContext context, SocketEditor editor) {
        DescriptorKind kind = pair.settle(context.compatibility());
        editor.become(kind);
        boolean changed = editor.setPair(pair, kind);
        boolean known =
                kind == DescriptorKind.IPV4_SOCKET || !context.compatibility().isExact();
        boolean datagramServer =
                editor.has(DescriptorFlags.ROLE_SERVER) && editor.transport() == Transport.UDP && known;
        if (changed && datagramServer) {
            editor.swapEnds();
        }
        editor.nameByPair();
    }

    /** A connect to no family ends a connection: the socket is again as its making, or its bind, left it. Falco shows a peer without address. */
    private void disconnect(EventContext context, SocketEditor editor, int family) {
        boolean wide = family == SocketWire.FAMILY_IPV6;
        editor.disconnect(wide ? DescriptorKind.IPV6_SOCKET : DescriptorKind.IPV4_SOCKET);
        if (pair.source().port() != 0) {
            DescriptorKind kind = pair.settle(context.compatibility());
            boolean narrow = kind == DescriptorKind.IPV4_SOCKET;
            editor.listen(
                    pair.source(),
                    narrow ? DescriptorKind.IPV4_LISTENING : DescriptorKind.IPV6_LISTENING,
                    editor.transport().ordinal());
            SocketNames.appendBound(editor.newName(), editor.image(), narrow);
        }
    }

    /** Where the kernel's destination is the one that the exit event read, the enter event's counts. */
    private void trustEnter(boolean wide) {
        byte[] read = exitAddress.bytes();
        End destination = pair.destination();
        boolean same = wide
                ? destination.is(read, 1, LittleEndian.getUnsignedShort(read, 17))
                : destination.port() == LittleEndian.getUnsignedShort(read, 5)
                        && destination.address4() == LittleEndian.getInt(read, 1);
        if (same) {
            destination.set(enterAddress.bytes(), 1, wide ? 17 : 5);
        }
    }

    private void pairUnix(SocketEditor editor, SocketWire pair, boolean compare) {
        editor.setUnix(pair.bytes());
        SocketWire path = pair;
        int from = SocketWire.UNIX_PATH;
        if (compare && samePath(pair)) {
            path = enterAddress;
            from = 1;
        }
        SocketNames.appendUnix(editor.newName(), editor.image(), path, from);
    }

    private boolean samePath(SocketWire pair) {
        int length = Math.min(UNIX_PATH_MAX, pair.pathLength(SocketWire.UNIX_PATH));
        int other = Math.min(UNIX_PATH_MAX, exitAddress.pathLength(1));
        return length == other
                && Arrays.equals(
                        pair.bytes(),
                        SocketWire.UNIX_PATH,
                        SocketWire.UNIX_PATH + length,
                        exitAddress.bytes(),
                        1,
                        1 + length);
    }
}
