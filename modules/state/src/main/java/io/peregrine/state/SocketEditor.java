package io.peregrine.state;

import io.peregrine.event.ByteString;
import io.peregrine.event.render.SocketText;
import io.peregrine.event.render.TextBuffer;
import java.util.Arrays;

/**
 * A socket descriptor under change: kind, flags and {@link SocketImage} of a descriptor, edited in scratch memory and made a new
 * descriptor only when something differs at the end. Reused; owned by the tables' thread.
 */
final class SocketEditor {
    private final byte[] image = new byte[SocketImage.SIZE];
    private final byte[] swap = new byte[16];
    private final TextBuffer text = new TextBuffer();
    private DescriptorKind kind = DescriptorKind.UNINITIALIZED;
    private int flags;
    private boolean named;

    /** Starts from a descriptor. */
    void load(Descriptor descriptor) {
        kind = descriptor.kind();
        flags = descriptor.flags();
        descriptor.image().copyInto(image);
        named = false;
    }

    /** The descriptor with the edits, the very same one when they changed nothing. */
    Descriptor result(Descriptor from) {
        boolean sameName = !named || from.name().equalsBytes(text.array(), 0, text.length());
        if (sameName
                && kind == from.kind()
                && flags == from.flags()
                && from.image().equalsBytes(image)) {
            return from;
        }
        SocketImage newImage = from.image().equalsBytes(image) ? from.image() : SocketImage.of(image);
        return from.withSocket(kind, newImage, flags, sameName ? from.name() : text.copy());
    }

    DescriptorKind kind() {
        return kind;
    }

    void setKind(DescriptorKind value) {
        kind = value;
    }

    byte[] image() {
        return image;
    }

    boolean isPair() {
        return kind == DescriptorKind.IPV4_SOCKET || kind == DescriptorKind.IPV6_SOCKET;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    void addFlags(int more) {
        flags |= more;
    }

    boolean hasNoRole() {
        return !has(DescriptorFlags.ROLE_CLIENT | DescriptorFlags.ROLE_SERVER);
    }

    void setConnected() {
        flags &= ~(DescriptorFlags.CONNECTION_PENDING | DescriptorFlags.CONNECTION_FAILED);
        flags |= DescriptorFlags.CONNECTED;
    }

    /** An empty buffer whose text becomes the name. */
    TextBuffer newName() {
        named = true;
        return text.clear();
    }

    /** Sets the unix ends from a pair on the wire. */
    void setUnix(byte[] wire) {
        System.arraycopy(wire, SocketWire.UNIX_SOURCE, image, SocketImage.UNIX_SOURCE, 16);
    }

    /**
     * Takes the ends of an IPv4 pair over.
     *
     * @param source where the source address lies in the wire bytes, its port behind
     * @param wire the source's bytes
     * @param destination where the destination's address lies
     * @param destinationWire the destination's bytes
     * @param overwrite whether a destination that is known already is replaced
     * @return whether anything changed; the same pair either way round changes nothing
     */
    boolean setPair4(End source, End destination, boolean overwrite) {
        int sourceAddress = source.address4();
        int destinationAddress = destination.address4();
        int sourcePort = source.port();
        int destinationPort = destination.port();
        int client = LittleEndian.getInt(image, SocketImage.IPV4_CLIENT);
        int server = LittleEndian.getInt(image, SocketImage.IPV4_SERVER);
        int clientPort = LittleEndian.getPort(image, SocketImage.IPV4_CLIENT_PORT);
        int serverPort = LittleEndian.getPort(image, SocketImage.IPV4_SERVER_PORT);
        if (kind == DescriptorKind.IPV4_SOCKET) {
            boolean same = sourceAddress == client
                    && sourcePort == clientPort
                    && destinationAddress == server
                    && destinationPort == serverPort;
            boolean reversed = destinationAddress == client
                    && destinationPort == clientPort
                    && sourceAddress == server
                    && sourcePort == serverPort;
            if (same || reversed) {
                return false;
            }
        }
        boolean newServer = server == 0 || (overwrite && server != destinationAddress);
        boolean newServerPort = serverPort == 0 || (overwrite && serverPort != destinationPort);
        LittleEndian.putInt(image, SocketImage.IPV4_CLIENT, sourceAddress);
        LittleEndian.putPort(image, SocketImage.IPV4_CLIENT_PORT, sourcePort);
        if (newServer) {
            LittleEndian.putInt(image, SocketImage.IPV4_SERVER, destinationAddress);
        }
        if (newServerPort) {
            LittleEndian.putPort(image, SocketImage.IPV4_SERVER_PORT, destinationPort);
        }
        return newServer || newServerPort || client != sourceAddress || clientPort != sourcePort;
    }

    /** As {@link #setPair4} for IPv6. */
    boolean setPair6(End source, End destination, boolean overwrite) {
        int clientPort = LittleEndian.getPort(image, SocketImage.IPV6_CLIENT_PORT);
        int serverPort = LittleEndian.getPort(image, SocketImage.IPV6_SERVER_PORT);
        if (kind == DescriptorKind.IPV6_SOCKET) {
            boolean same = source.is(image, SocketImage.IPV6_CLIENT, clientPort)
                    && destination.is(image, SocketImage.IPV6_SERVER, serverPort);
            boolean reversed = destination.is(image, SocketImage.IPV6_CLIENT, clientPort)
                    && source.is(image, SocketImage.IPV6_SERVER, serverPort);
            if (same || reversed) {
                return false;
            }
        }
        boolean changed = !source.is(image, SocketImage.IPV6_CLIENT, clientPort);
        source.copyAddress6(image, SocketImage.IPV6_CLIENT);
        LittleEndian.putPort(image, SocketImage.IPV6_CLIENT_PORT, source.port());
        if (isZero(SocketImage.IPV6_SERVER) || (overwrite && !destination.isAddress6(image, SocketImage.IPV6_SERVER))) {
            destination.copyAddress6(image, SocketImage.IPV6_SERVER);
            changed = true;
        }
        if (serverPort == 0 || (overwrite && serverPort != destination.port())) {
            LittleEndian.putPort(image, SocketImage.IPV6_SERVER_PORT, destination.port());
            changed = true;
        }
        return changed;
    }

    private boolean isZero(int at) {
        for (int i = 0; i < 16; i++) {
            if (image[at + i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Exchanges client and server. */
    void swapEnds() {
        if (kind == DescriptorKind.IPV4_SOCKET) {
            swap(SocketImage.IPV4_CLIENT, SocketImage.IPV4_SERVER, 4);
            swap(SocketImage.IPV4_CLIENT_PORT, SocketImage.IPV4_SERVER_PORT, 2);
        } else {
            swap(SocketImage.IPV6_CLIENT, SocketImage.IPV6_SERVER, 16);
            swap(SocketImage.IPV6_CLIENT_PORT, SocketImage.IPV6_SERVER_PORT, 2);
        }
    }

    private void swap(int one, int other, int count) {
        System.arraycopy(image, one, swap, 0, count);
        System.arraycopy(image, other, image, one, count);
        System.arraycopy(swap, 0, image, other, count);
    }

    /** Fills an address that is zero with the machine's own that fits. */
    void complete(NetworkInterfaces interfaces) {
        if (kind == DescriptorKind.IPV4_SOCKET) {
            complete4(interfaces);
        } else if (kind == DescriptorKind.IPV6_SOCKET) {
            complete6(interfaces);
        }
    }

    private void complete4(NetworkInterfaces interfaces) {
        int client = LittleEndian.getInt(image, SocketImage.IPV4_CLIENT);
        int server = LittleEndian.getInt(image, SocketImage.IPV4_SERVER);
        if (client != 0 && server != 0) {
            return;
        }
        int known = client == 0 ? server : client;
        int guess = interfaces.localFor(known);
        boolean samePorts = LittleEndian.getPort(image, SocketImage.IPV4_CLIENT_PORT)
                == LittleEndian.getPort(image, SocketImage.IPV4_SERVER_PORT);
        if (guess != known || !samePorts) {
            LittleEndian.putInt(image, client == 0 ? SocketImage.IPV4_CLIENT : SocketImage.IPV4_SERVER, guess);
        }
    }

    private void complete6(NetworkInterfaces interfaces) {
        boolean noClient = isZero(SocketImage.IPV6_CLIENT);
        if (!noClient && !isZero(SocketImage.IPV6_SERVER)) {
            return;
        }
        int known = noClient ? SocketImage.IPV6_SERVER : SocketImage.IPV6_CLIENT;
        byte[] guess = interfaces.localFor(image, known);
        boolean samePorts = LittleEndian.getPort(image, SocketImage.IPV6_CLIENT_PORT)
                == LittleEndian.getPort(image, SocketImage.IPV6_SERVER_PORT);
        if (!samePorts || !Arrays.equals(guess, 0, 16, image, known, known + 16)) {
            System.arraycopy(guess, 0, image, noClient ? SocketImage.IPV6_CLIENT : SocketImage.IPV6_SERVER, 16);
        }
    }

    /** Makes the pair of ends the name. */
    void nameByPair() {
        SocketNames.appendPair(newName(), kind, image);
    }

    /** Makes a socket address on the wire the name. */
    void nameByAddress(byte[] wire, int length) {
        SocketText.appendAddress(newName(), wire, length);
    }

    /** Makes a pair on the wire the name. */
    void nameByPair(byte[] wire, int length) {
        SocketText.appendPair(newName(), wire, length);
    }

    /** Makes a text the name. */
    void nameBy(ByteString name) {
        newName().append(name);
    }
}
