package io.peregrine.fields.catalog;

import io.peregrine.fields.Slot;
import io.peregrine.fields.param.Containers;
import io.peregrine.state.Descriptor;
import io.peregrine.state.DescriptorKind;
import io.peregrine.state.EventContext;
import io.peregrine.state.NetworkInterfaces;
import io.peregrine.state.SocketAddresses;

/** Which end of a connection is the machine's own. */
final class LocalEnd {
    private LocalEnd() {}

    /** Whether the client's end of a connection is local. */
    static boolean isClient(EventContext context, Descriptor descriptor, SocketAddresses.Internet pair) {
        return isLocal(context, descriptor, pair.clientHigh(), pair.clientLow());
    }

    /** The value of {@code fd.is_server}: the descriptor listens, or its server's address is the machine's own. */
    static boolean isServer(EventContext context, Descriptor descriptor, Slot out) {
        if (descriptor.isNone()) {
            return false;
        }
        return out.set(
                switch (descriptor.addresses()) {
                    case SocketAddresses.Bound bound -> true;
                    case SocketAddresses.Internet pair ->
                        isLocal(context, descriptor, pair.serverHigh(), pair.serverLow());
                    case SocketAddresses.Unix unix -> false;
                    case SocketAddresses.None none -> false;
                });
    }

    /** IPv6 addresses are local by their first 64 bits, and never inside a container. */
    private static boolean isLocal(EventContext context, Descriptor descriptor, long high, long low) {
        NetworkInterfaces own = context.tables().interfaces();
        if (descriptor.kind() == DescriptorKind.IPV4_SOCKET) {
            return own.isLocal4(low);
        }
        return Containers.of(context.thread()).isEmpty() && own.isLocal6(high);
    }
}
