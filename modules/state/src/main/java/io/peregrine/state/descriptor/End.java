package io.peregrine.state.descriptor;

import io.peregrine.event.LittleEndian;
import java.util.Arrays;

/** One end of a socket pair inside bytes from the wire: where its address and port lie. Reused scratch. */
public final class End {
    private static final byte[] UNSPECIFIED = new byte[16];

    private byte[] addressBytes = {};
    private int addressAt;
    private byte[] portBytes = {};
    private int portAt;

    /** Points to an address and a port. */
    public End set(byte[] bytes, int address, int port) {
        addressBytes = bytes;
        addressAt = address;
        portBytes = bytes;
        portAt = port;
        return this;
    }

    /** Moves the address, not the port, on in its bytes. */
    public void moveBy(int count) {
        addressAt += count;
    }

    /** Whether an IPv6 address is {@code ::}. */
    boolean isUnspecified6() {
        return isUnspecified6(addressBytes, addressAt);
    }

    /** Whether the IPv6 address at an index is {@code ::}. */
    static boolean isUnspecified6(byte[] bytes, int at) {
        return Arrays.equals(bytes, at, at + 16, UNSPECIFIED, 0, 16);
    }

    /** The IPv4 address, in the order of the network. */
    public int address4() {
        return LittleEndian.getInt(addressBytes, addressAt);
    }

    /** The port. */
    public int port() {
        return LittleEndian.getUnsignedShort(portBytes, portAt);
    }

    byte[] bytes() {
        return addressBytes;
    }

    int at() {
        return addressAt;
    }

    boolean isAddress6(byte[] other, int at) {
        return Arrays.equals(addressBytes, addressAt, addressAt + 16, other, at, at + 16);
    }

    /** Whether an IPv6 address and a port are these. */
    public boolean is(byte[] other, int at, int otherPort) {
        return otherPort == port() && isAddress6(other, at);
    }

    void copyAddress6(byte[] into, int at) {
        System.arraycopy(addressBytes, addressAt, into, at, 16);
    }
}
