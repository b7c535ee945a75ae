package io.peregrine.fields.catalog;

import io.peregrine.event.ByteString;
import io.peregrine.fields.Slot;
import io.peregrine.fields.param.Containers;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.ContainerAddresses;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;
import io.peregrine.state.descriptor.NetworkInterfaces;
import io.peregrine.state.descriptor.SocketAddresses;

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

    /**
     * IPv6 addresses are local by their first 64 bits, and never inside a container. In one an IPv4 address is local when it is the container's, or the host's where the
     * container's is known; where it is not, when it is any container's.
     */
    private static boolean isLocal(EventContext context, Descriptor descriptor, long high, long low) {
        NetworkInterfaces own = context.tables().interfaces();
        ByteString container = Containers.of(context.thread());
        if (descriptor.kind() != DescriptorKind.IPV4_SOCKET) {
            return container.isEmpty() && own.isLocal6(high);
        }
        if (container.isEmpty()) {
            return own.isLocal4(low);
        }
        ContainerAddresses addresses = context.tables().containerAddresses();
        return addresses.isKnown(container) ? addresses.has(container, low) || own.isLocal4(low) : addresses.isAny(low);
    }
}
