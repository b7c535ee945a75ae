package io.peregrine.state.handler;

import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.DescriptorKind;
import io.peregrine.state.descriptor.SocketAddresses;

/** Which ports the descriptors of a process use, its event's own descriptor left out. */
final class PortUse {
    private PortUse() {}

    /** Whether another IPv4 socket is bound to the port or has it as its server's. */
    static boolean isBound(EventContext context, int port) {
        long own = context.descriptorNumber();
        return context.thread()
                .descriptors()
                .any((number, descriptor) -> number != own
                        && switch (descriptor.addresses()) {
                            case SocketAddresses.Internet ends ->
                                descriptor.kind() == DescriptorKind.IPV4_SOCKET && ends.serverPort() == port;
                            case SocketAddresses.Bound bound ->
                                descriptor.kind() == DescriptorKind.IPV4_LISTENING && bound.port() == port;
                            default -> false;
                        });
    }

    /** Whether another IPv4 socket has the port as its client's. */
    static boolean isClient(EventContext context, int port) {
        long own = context.descriptorNumber();
        return context.thread()
                .descriptors()
                .any((number, descriptor) -> number != own
                        && descriptor.kind() == DescriptorKind.IPV4_SOCKET
                        && descriptor.addresses() instanceof SocketAddresses.Internet ends
                        && ends.clientPort() == port);
    }
}
