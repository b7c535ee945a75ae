package io.peregrine.state;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.render.SocketText;
import io.peregrine.schema.EventCodes;

/** accept and accept4: a new, connected socket of a server. */
final class AcceptHandler implements EventHandler {
    private static final int O_CLOEXEC = 1 << 12;

    private final End source = new End();
    private final End destination = new End();

    @Override
    public void handle(EventContext context) {
        long number = context.result();
        if (context.thread().isNone() || number < 0) {
            return;
        }
        context.thread().activity().setLastDescriptor(number);
        EventView event = context.event();
        SocketWire wire = context.wire().load(event, 1);
        if (!wire.isPair()) {
            return;
        }
        SocketEditor editor = context.editor();
        boolean cloexec = event.code() == EventCodes.SOCKET_ACCEPT4_6_X && (event.unsigned(5) & O_CLOEXEC) != 0;
        Descriptor blank = Descriptor.of(DescriptorKind.UNINITIALIZED, ByteString.EMPTY, cloexec ? O_CLOEXEC : 0);
        editor.load(blank);
        if (fill(editor, wire)) {
            editor.nameByPair(wire.bytes(), wire.length());
            editor.addFlags(DescriptorFlags.ROLE_SERVER);
            editor.setConnected();
            context.addDescriptor(number, editor.result(blank));
        }
    }

    private boolean fill(SocketEditor editor, SocketWire wire) {
        byte[] bytes = wire.bytes();
        switch (wire.family()) {
            case SocketWire.FAMILY_IPV4 -> {
                editor.setPair4(source.set(bytes, 1, 5), destination.set(bytes, 7, 11), false);
                tcp4(editor);
            }
            case SocketWire.FAMILY_IPV6 -> {
                source.set(bytes, 1, 17);
                destination.set(bytes, 19, 35);
                if (SocketText.isMapped(bytes, 1) && SocketText.isMapped(bytes, 19)) {
                    editor.setPair4(source.mapped(), destination.mapped(), false);
                    tcp4(editor);
                } else {
                    editor.setPair6(source, destination, false);
                    editor.setKind(DescriptorKind.IPV6_SOCKET);
                    editor.image()[SocketImage.IPV6_PROTOCOL] = (byte) Transport.TCP.ordinal();
                }
            }
            case SocketWire.FAMILY_UNIX -> {
                editor.setKind(DescriptorKind.UNIX_SOCKET);
                editor.setUnix(bytes);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void tcp4(SocketEditor editor) {
        editor.setKind(DescriptorKind.IPV4_SOCKET);
        editor.image()[SocketImage.IPV4_PROTOCOL] = (byte) Transport.TCP.ordinal();
    }
}
