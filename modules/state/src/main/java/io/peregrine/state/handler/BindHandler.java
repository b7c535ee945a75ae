package io.peregrine.state.handler;

import io.peregrine.schema.Positions;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.DescriptorKind;
import io.peregrine.state.descriptor.End;
import io.peregrine.state.descriptor.SocketEditor;
import io.peregrine.state.descriptor.SocketImage;
import io.peregrine.state.descriptor.SocketWire;
import io.peregrine.state.descriptor.WirePair;

/** bind: the address becomes the name; a port above 0 makes an internet socket one that listens. */
final class BindHandler implements EventHandler {
    private static final int PORT4 = 5;
    private static final int PORT6 = 17;

    private final End own = new End();

    @Override
    public void handle(EventContext context) {
        if (context.descriptor().isNone() || context.result() < 0) {
            return;
        }
        SocketWire wire = context.wire().load(context.event(), Positions.BIND_X.ADDR);
        if (!wire.isAddress()) {
            return;
        }
        SocketEditor editor = context.editor();
        editor.load(context.descriptor());
        if (wire.family() == SocketWire.FAMILY_IPV4 || wire.family() == SocketWire.FAMILY_IPV6) {
            bind(context, editor, wire);
        }
        editor.nameByAddress(wire.bytes(), wire.length());
        context.replaceDescriptor(editor.result(context.descriptor()));
    }

    private void bind(EventContext context, SocketEditor editor, SocketWire wire) {
        boolean wide = wire.family() == SocketWire.FAMILY_IPV6;
        own.set(wire.bytes(), 1, wide ? PORT6 : PORT4);
        if (own.port() == 0) {
            return;
        }
        int protocolAt = wide ? SocketImage.IPV6_PROTOCOL : SocketImage.IPV4_PROTOCOL;
        int transport = context.compatibility().isExact()
                ? editor.image()[protocolAt]
                : editor.transport().ordinal();
        boolean mapped = wide && WirePair.isMapped(own, context.compatibility());
        if (mapped) {
            own.moveBy(WirePair.MAPPED_AT);
        }
        editor.listen(own, wide && !mapped ? DescriptorKind.IPV6_LISTENING : DescriptorKind.IPV4_LISTENING, transport);
    }
}
