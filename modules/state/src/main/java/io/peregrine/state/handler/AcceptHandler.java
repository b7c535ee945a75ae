package io.peregrine.state.handler;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.Positions;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorFlags;
import io.peregrine.state.descriptor.DescriptorKind;
import io.peregrine.state.descriptor.SocketEditor;
import io.peregrine.state.descriptor.SocketWire;
import io.peregrine.state.descriptor.Transport;
import io.peregrine.state.descriptor.WirePair;

/** accept and accept4: a new, connected socket of a server. */
final class AcceptHandler implements EventHandler {
    private static final int O_CLOEXEC = 1 << 12;

    private final WirePair pair = new WirePair();

    @Override
    public void handle(EventContext context) {
        long number = context.result();
        if (context.thread().isNone() || number < 0) {
            return;
        }
        context.thread().activity().setLastDescriptor(number);
        EventView event = context.event();
        SocketWire wire = context.wire().load(event, Positions.ACCEPT_X.TUPLE);
        if (!wire.isPair()) {
            return;
        }
        SocketEditor editor = context.editor();
        boolean cloexec = event.code() == EventCodes.SOCKET_ACCEPT4_6_X
                && (event.unsigned(Positions.ACCEPT4_X.FLAGS) & O_CLOEXEC) != 0;
        Descriptor blank = Descriptor.of(DescriptorKind.UNINITIALIZED, ByteString.EMPTY, cloexec ? O_CLOEXEC : 0);
        editor.load(blank);
        if (fill(context, editor, wire)) {
            editor.nameByPair(wire.bytes(), wire.length());
            editor.addFlags(DescriptorFlags.ROLE_SERVER);
            editor.setConnected();
            context.addDescriptor(number, editor.result(blank));
        }
    }

    private boolean fill(EventContext context, SocketEditor editor, SocketWire wire) {
        switch (wire.family()) {
            case SocketWire.FAMILY_IPV4, SocketWire.FAMILY_IPV6 -> {
                DescriptorKind kind = pair.load(wire).settle(context.compatibility());
                editor.setPair(pair, kind);
                editor.setKind(kind);
                editor.setTransport(Transport.TCP);
            }
            case SocketWire.FAMILY_UNIX -> {
                editor.setKind(DescriptorKind.UNIX_SOCKET);
                editor.setUnix(wire.bytes());
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
