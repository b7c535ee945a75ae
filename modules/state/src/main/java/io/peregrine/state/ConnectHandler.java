package io.peregrine.state;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.render.SocketText;
import java.util.Arrays;

/**
 * connect: client and server of a socket.
 *
 * <p>The destination comes from the kernel's pair where that differs from what the exit event read from the program's memory; where the
 * two agree, the address of the enter event counts, if there is one, since no program can have rewritten it.
 */
final class ConnectHandler implements EventHandler {
    private static final int EINPROGRESS = 115;
    private static final int TUPLE = 1;
    private static final int ADDRESS = 3;
    private static final int UNIX_PATH_MAX = 108;
    /** How a missing pair reads. */
    private static final ByteString NO_PAIR = ByteString.of("NULL");

    private final SocketWire exitAddress = new SocketWire();
    private final SocketWire enterAddress = new SocketWire();
    private final End source = new End();
    private final End destination = new End();

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
                fromAddress(editor);
            }
        } else {
            boolean hasAddress =
                    event.has(ADDRESS) && exitAddress.load(event, ADDRESS).isAddress();
            SocketWire pair = context.wire().load(event, TUPLE);
            if (pair.isPair()) {
                fromPair(context, editor, hasAddress && entered);
            }
        }
        context.replaceDescriptor(editor.result(context.descriptor()));
    }

    private boolean loadEnter(EventContext context) {
        ByteString kept = EnterHandler.of(context).address();
        return !kept.isEmpty() && enterAddress.load(kept.array()).isAddress();
    }

    /** No pair came: the enter event's address is all that is known. */
    private void fromAddress(SocketEditor editor) {
        byte[] wire = enterAddress.bytes();
        byte[] image = editor.image();
        switch (enterAddress.family()) {
            case SocketWire.FAMILY_IPV4 -> {
                editor.setKind(DescriptorKind.IPV4_SOCKET);
                LittleEndian.putInt(image, SocketImage.IPV4_SERVER, LittleEndian.getInt(wire, 1));
                LittleEndian.putPort(image, SocketImage.IPV4_SERVER_PORT, LittleEndian.getPort(wire, 5));
            }
            case SocketWire.FAMILY_IPV6 -> {
                int port = LittleEndian.getPort(wire, 17);
                if (SocketText.isMapped(wire, 1)) {
                    editor.setKind(DescriptorKind.IPV4_SOCKET);
                    LittleEndian.putInt(image, SocketImage.IPV4_SERVER, LittleEndian.getInt(wire, 13));
                    LittleEndian.putPort(image, SocketImage.IPV4_SERVER_PORT, port);
                } else {
                    editor.setKind(DescriptorKind.IPV6_SOCKET);
                    LittleEndian.putPort(image, SocketImage.IPV6_SERVER_PORT, port);
                    System.arraycopy(wire, 1, image, SocketImage.IPV6_SERVER, 16);
                }
            }
            default -> editor.nameBy(NO_PAIR);
        }
    }

    private void fromPair(EventContext context, SocketEditor editor, boolean compare) {
        SocketWire pair = context.wire();
        int family = pair.family();
        if (family == SocketWire.FAMILY_IPV4 || family == SocketWire.FAMILY_IPV6) {
            boolean changed =
                    family == SocketWire.FAMILY_IPV4 ? pair4(editor, pair, compare) : pair6(editor, pair, compare);
            boolean udpServer = editor.has(DescriptorFlags.ROLE_SERVER)
                    && editor.kind() == DescriptorKind.IPV4_SOCKET
                    && editor.image()[SocketImage.IPV4_PROTOCOL] == Transport.UDP.ordinal();
            if (changed && udpServer) {
                editor.swapEnds();
            }
            editor.nameByPair();
        } else if (editor.kind() != DescriptorKind.UNIX_SOCKET) {
            return;
        } else {
            pairUnix(editor, pair, compare);
        }
        if (editor.hasNoRole()) {
            editor.addFlags(DescriptorFlags.ROLE_CLIENT);
        }
    }

    private boolean pair4(SocketEditor editor, SocketWire pair, boolean compare) {
        source.set(pair.bytes(), 1, 5);
        destination.set(pair.bytes(), 7, 11);
        if (compare
                && destination.port() == LittleEndian.getPort(exitAddress.bytes(), 5)
                && destination.address4() == LittleEndian.getInt(exitAddress.bytes(), 1)) {
            destination.set(enterAddress.bytes(), 1, 5);
        }
        editor.setKind(DescriptorKind.IPV4_SOCKET);
        return editor.setPair4(source, destination, true);
    }

    private boolean pair6(SocketEditor editor, SocketWire pair, boolean compare) {
        source.set(pair.bytes(), 1, 17);
        destination.set(pair.bytes(), 19, 35);
        if (compare && destination.is(exitAddress.bytes(), 1, LittleEndian.getPort(exitAddress.bytes(), 17))) {
            destination.set(enterAddress.bytes(), 1, 17);
        }
        boolean mapped = SocketText.isMapped(source.bytes(), source.at())
                && SocketText.isMapped(destination.bytes(), destination.at());
        if (!mapped) {
            editor.setKind(DescriptorKind.IPV6_SOCKET);
            return editor.setPair6(source, destination, true);
        }
        editor.setKind(DescriptorKind.IPV4_SOCKET);
        source.mapped();
        destination.mapped();
        return editor.setPair4(source, destination, true);
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
