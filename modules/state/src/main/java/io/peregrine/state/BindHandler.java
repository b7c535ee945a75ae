package io.peregrine.state;

import io.peregrine.event.render.SocketText;

/** bind: the address becomes the name; a port above 0 makes an internet socket one that listens. */
final class BindHandler implements EventHandler {
    private static final int PORT4 = 5;
    private static final int PORT6 = 17;

    @Override
    public void handle(EventContext context) {
        if (context.descriptor().isNone() || context.result() < 0) {
            return;
        }
        SocketWire wire = context.wire().load(context.event(), 1);
        if (!wire.isAddress()) {
            return;
        }
        SocketEditor editor = context.editor();
        editor.load(context.descriptor());
        if (wire.family() == SocketWire.FAMILY_IPV4) {
            bind4(editor, wire.bytes());
        } else if (wire.family() == SocketWire.FAMILY_IPV6) {
            bind6(editor, wire.bytes());
        }
        editor.nameByAddress(wire.bytes(), wire.length());
        context.replaceDescriptor(editor.result(context.descriptor()));
    }

    private static void bind4(SocketEditor editor, byte[] wire) {
        if (LittleEndian.getPort(wire, PORT4) > 0) {
            byte protocol = editor.image()[SocketImage.IPV4_PROTOCOL];
            listen4(editor, LittleEndian.getInt(wire, 1), LittleEndian.getPort(wire, PORT4), protocol);
        }
    }

    private static void bind6(SocketEditor editor, byte[] wire) {
        int port = LittleEndian.getPort(wire, PORT6);
        if (port == 0) {
            return;
        }
        byte[] image = editor.image();
        byte protocol = image[SocketImage.IPV6_PROTOCOL];
        if (SocketText.isMapped(wire, 1)) {
            listen4(editor, LittleEndian.getInt(wire, 1 + 12), port, protocol);
            return;
        }
        editor.setKind(DescriptorKind.IPV6_LISTENING);
        System.arraycopy(wire, 1, image, 0, 16);
        LittleEndian.putPort(image, SocketImage.IPV6_BOUND_PORT, port);
        image[SocketImage.IPV6_BOUND_PROTOCOL] = protocol;
        editor.addFlags(DescriptorFlags.ROLE_SERVER);
    }

    private static void listen4(SocketEditor editor, int address, int port, byte protocol) {
        byte[] image = editor.image();
        editor.setKind(DescriptorKind.IPV4_LISTENING);
        LittleEndian.putInt(image, 0, address);
        LittleEndian.putPort(image, SocketImage.IPV4_BOUND_PORT, port);
        image[SocketImage.IPV4_BOUND_PROTOCOL] = protocol;
        editor.addFlags(DescriptorFlags.ROLE_SERVER);
    }
}
