package io.peregrine.state.descriptor;

import io.peregrine.event.ByteString;
import io.peregrine.event.LittleEndian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The addresses of the machine's network interfaces, with which an address that an event left at zero is guessed. Owned by the tables'
 * thread.
 */
public final class NetworkInterfaces {
    private static final int LOOPBACK4 = 0x0100007f;
    private static final byte[] LOOPBACK6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    private static final byte[] NO_ADDRESS6 = new byte[16];

    private final List<Address> addresses = new ArrayList<>();
    private int[] ipv4 = {};
    private int[] masks = {};
    private byte[][] ipv6 = {};

    /** No interfaces. */
    public NetworkInterfaces() {}

    /**
     * One address, of 4 or 16 bytes in network order.
     *
     * @param name the interface
     * @param address its address
     * @param netmask its netmask
     * @param broadcast its broadcast address
     * @param linkSpeed the link's speed, 0 when unknown
     */
    public record Address(
            ByteString name, ByteString address, ByteString netmask, ByteString broadcast, long linkSpeed) {}

    /** All addresses in the order in which they came. */
    public List<Address> all() {
        return List.copyOf(addresses);
    }

    /** Forgets all addresses. */
    public void clear() {
        addresses.clear();
        ipv4 = new int[0];
        masks = new int[0];
        ipv6 = new byte[0][];
    }

    /** Adds an address. */
    public void add(Address address) {
        addresses.add(address);
        if (address.address().length() == 4) {
            ipv4 = Arrays.copyOf(ipv4, ipv4.length + 1);
            masks = Arrays.copyOf(masks, masks.length + 1);
            ipv4[ipv4.length - 1] = LittleEndian.getInt(address.address().array(), 0);
            masks[masks.length - 1] = address.netmask().length() == 4
                    ? LittleEndian.getInt(address.netmask().array(), 0)
                    : 0;
        } else if (address.address().length() == 16) {
            ipv6 = Arrays.copyOf(ipv6, ipv6.length + 1);
            ipv6[ipv6.length - 1] = address.address().array();
        }
    }

    /** The own address from which a peer is most likely reached: the peer itself, one of its network, the first that is no loopback. */
    int localFor(int peer) {
        for (int address : ipv4) {
            if (address == peer) {
                return address;
            }
        }
        for (int i = 0; i < ipv4.length; i++) {
            if ((ipv4[i] & masks[i]) == (peer & masks[i])) {
                return ipv4[i];
            }
        }
        for (int address : ipv4) {
            if (address != LOOPBACK4) {
                return address;
            }
        }
        return 0;
    }

    /** As {@link #localFor(int)} for the IPv6 address at an index of an array; networks have 64 bits. */
    byte[] localFor(byte[] bytes, int at) {
        for (byte[] address : ipv6) {
            if (Arrays.equals(address, 0, 16, bytes, at, at + 16)) {
                return address;
            }
        }
        for (byte[] address : ipv6) {
            if (Arrays.equals(address, 0, 8, bytes, at, at + 8)) {
                return address;
            }
        }
        for (byte[] address : ipv6) {
            if (!Arrays.equals(address, LOOPBACK6)) {
                return address;
            }
        }
        return NO_ADDRESS6;
    }

    /** Whether an IPv4 address, as {@link SocketAddresses} holds it, is one of the machine's. */
    public boolean isLocal4(long address) {
        int wanted = Integer.reverseBytes((int) address);
        for (int own : ipv4) {
            if (own == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Whether an IPv6 address whose high half is this lies in one of the machine's networks, which have 64 bits. */
    public boolean isLocal6(long high) {
        for (byte[] own : ipv6) {
            if (LittleEndian.address8(own, 0) == high) {
                return true;
            }
        }
        return false;
    }
}
