package io.peregrine.state.descriptor;

import io.peregrine.event.Compatibility;
import io.peregrine.event.render.SocketText;

/**
 * Both ends of an internet socket as a pair on the wire names them, and the kind of socket that they make.
 *
 * <p>A pair of IPv6 addresses into which IPv4 addresses are mapped is one of IPv4, also when one end is unspecified: a socket bound to
 * {@code [::]} that talks to an IPv4 peer. Falco takes {@code ::} itself for a mapped address. Reused; owned by the tables' thread.
 */
public final class WirePair {
    /** Where in an IPv6 address the IPv4 address lies that is mapped into it. */
    public static final int MAPPED_AT = 12;

    private final End source = new End();
    private final End destination = new End();
    private boolean wide;

    /** Points to the ends of an internet pair on the wire. */
    public WirePair load(SocketWire wire) {
        byte[] bytes = wire.bytes();
        wide = wire.family() == SocketWire.FAMILY_IPV6;
        source.set(bytes, 1, wide ? 17 : 5);
        destination.set(bytes, wide ? 19 : 7, wide ? 35 : 11);
        return this;
    }

    /** The end that is named first. */
    public End source() {
        return source;
    }

    /** The end that is named second. */
    public End destination() {
        return destination;
    }

    /** Whether the kernel knows no peer: an unspecified address and no port. */
    public boolean hasNoPeer() {
        return destination.port() == 0 && (wide ? destination.isUnspecified6() : destination.address4() == 0);
    }

    /** Settles the family: the kind of socket, its ends moved to the IPv4 addresses where those are mapped. */
    public DescriptorKind settle(Compatibility compatibility) {
        if (!wide || isIpv4(compatibility)) {
            if (wide) {
                source.moveBy(MAPPED_AT);
                destination.moveBy(MAPPED_AT);
                wide = false;
            }
            return DescriptorKind.IPV4_SOCKET;
        }
        return DescriptorKind.IPV6_SOCKET;
    }

    private boolean isIpv4(Compatibility compatibility) {
        return isIpv4(source.bytes(), source.at(), destination.bytes(), destination.at(), compatibility);
    }

    /** Whether two IPv6 addresses are the ends of an IPv4 connection. */
    public static boolean isIpv4(
            byte[] source, int at, byte[] destination, int destinationAt, Compatibility compatibility) {
        boolean from = isMapped(source, at, compatibility);
        boolean to = isMapped(destination, destinationAt, compatibility);
        return from && to
                || from && End.isUnspecified6(destination, destinationAt)
                || to && End.isUnspecified6(source, at);
    }

    /** Whether an IPv6 address is an IPv4 address that is mapped into it; Falco takes {@code ::} for one. */
    public static boolean isMapped(End end, Compatibility compatibility) {
        return isMapped(end.bytes(), end.at(), compatibility);
    }

    /** As {@link #isMapped(End, Compatibility)}, for the address at an index. */
    public static boolean isMapped(byte[] bytes, int at, Compatibility compatibility) {
        return SocketText.isMapped(bytes, at) && (compatibility.isExact() || bytes[at + MAPPED_AT - 1] != 0);
    }
}
