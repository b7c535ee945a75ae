package io.peregrine.state.descriptor;

import io.peregrine.event.ByteString;
import io.peregrine.event.Compatibility;
import io.peregrine.event.LittleEndian;
import io.peregrine.event.render.SocketText;
import io.peregrine.event.render.TextBuffer;
import java.util.Arrays;

/**
 * A socket descriptor under change: kind, flags and {@link SocketImage} of a descriptor, edited in scratch memory and made a new
 * descriptor only when something differs at the end. Reused; owned by the tables' thread.
 */
public final class SocketEditor {
    private final byte[] image = new byte[SocketImage.SIZE];
    private final byte[] swap = new byte[16];
    private final TextBuffer text = new TextBuffer();
    private DescriptorKind kind = DescriptorKind.UNINITIALIZED;
    private int flags;
    private boolean named;
    private final Compatibility compatibility;

    /** An editor that judges addresses as this compatibility says. */
    public SocketEditor(Compatibility compatibility) {
        this.compatibility = compatibility;
    }

    /** Starts from a descriptor. */
    public void load(Descriptor descriptor) {
        kind = descriptor.kind();
        flags = descriptor.flags();
        descriptor.image().copyInto(image);
        named = false;
    }

    /** The descriptor with the edits, the very same one when they changed nothing. */
    public Descriptor result(Descriptor from) {
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

    /** The kind, as edited so far. */
    public DescriptorKind kind() {
        return kind;
    }

    /** Turns a socket into one of another kind of the same transport, which knows no addresses yet; with Falco's answers only the kind changes. */
    public void become(DescriptorKind value) {
        if (kind == value) {
            return;
        }
        Transport transport = transport();
        kind = value;
        if (!compatibility.isExact()) {
            Arrays.fill(image, (byte) 0);
            setTransport(transport);
        }
    }

    /** Ignores what the kind was. */
    public void setKind(DescriptorKind value) {
        kind = value;
    }

    /** The transport where the kind keeps it. */
    public Transport transport() {
        int at = SocketImage.protocolAt(kind);
        return at < 0 ? Transport.UNKNOWN : Transport.byNumber(image[at]);
    }

    /** Whether the kind keeps a transport and none is known. */
    public boolean lacksTransport() {
        int at = SocketImage.protocolAt(kind);
        return at >= 0 && image[at] == Transport.UNKNOWN.ordinal();
    }

    /** The transport protocol of a pair. */
    public void setTransport(Transport value) {
        int at = SocketImage.protocolAt(kind);
        if (at >= 0) {
            image[at] = (byte) value.ordinal();
        }
    }

    /** The addresses in the layout of {@link SocketImage}; the editor keeps the array. */
    public byte[] image() {
        return image;
    }

    /** Whether it is an internet socket with two ends. */
    public boolean isPair() {
        return kind == DescriptorKind.IPV4_SOCKET || kind == DescriptorKind.IPV6_SOCKET;
    }

    /** Whether a flag is set. */
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Sets flags, see {@link DescriptorFlags}. */
    public void addFlags(int more) {
        flags |= more;
    }

    /** Whether it is not known yet who serves. */
    public boolean hasNoRole() {
        return !has(DescriptorFlags.ROLE_CLIENT | DescriptorFlags.ROLE_SERVER);
    }

    /** The connection stands: it is neither pending nor failed. */
    public void setConnected() {
        flags &= ~(DescriptorFlags.CONNECTION_PENDING | DescriptorFlags.CONNECTION_FAILED);
        flags |= DescriptorFlags.CONNECTED;
    }

    /** An empty buffer whose text becomes the name. */
    public TextBuffer newName() {
        named = true;
        return text.clear();
    }

    /** Sets the unix ends from a pair on the wire. */
    public void setUnix(byte[] wire) {
        System.arraycopy(wire, SocketWire.UNIX_SOURCE, image, SocketImage.UNIX_SOURCE, 16);
    }

    /**
     * Takes over the ends of a pair that was settled.
     *
     * @return whether anything changed; the same pair either way round changes nothing
     */
    public boolean setPair(WirePair pair, DescriptorKind family) {
        return family == DescriptorKind.IPV4_SOCKET
                ? setPair4(pair.source(), pair.destination())
                : setPair6(pair.source(), pair.destination());
    }

    private boolean setPair4(End source, End destination) {
        if (kind == DescriptorKind.IPV4_SOCKET && (isPair4(source, destination) || isPair4(destination, source))) {
            return false;
        }
        boolean changed = !isPair4(source, destination);
        LittleEndian.putInt(image, SocketImage.IPV4_CLIENT, source.address4());
        LittleEndian.putShort(image, SocketImage.IPV4_CLIENT_PORT, source.port());
        LittleEndian.putInt(image, SocketImage.IPV4_SERVER, destination.address4());
        LittleEndian.putShort(image, SocketImage.IPV4_SERVER_PORT, destination.port());
        return changed;
    }

    private boolean isPair4(End client, End server) {
        return client.address4() == LittleEndian.getInt(image, SocketImage.IPV4_CLIENT)
                && client.port() == LittleEndian.getUnsignedShort(image, SocketImage.IPV4_CLIENT_PORT)
                && server.address4() == LittleEndian.getInt(image, SocketImage.IPV4_SERVER)
                && server.port() == LittleEndian.getUnsignedShort(image, SocketImage.IPV4_SERVER_PORT);
    }

    private boolean setPair6(End source, End destination) {
        if (kind == DescriptorKind.IPV6_SOCKET && (isPair6(source, destination) || isPair6(destination, source))) {
            return false;
        }
        boolean changed = !isPair6(source, destination);
        source.copyAddress6(image, SocketImage.IPV6_CLIENT);
        LittleEndian.putShort(image, SocketImage.IPV6_CLIENT_PORT, source.port());
        destination.copyAddress6(image, SocketImage.IPV6_SERVER);
        LittleEndian.putShort(image, SocketImage.IPV6_SERVER_PORT, destination.port());
        return changed;
    }

    private boolean isPair6(End client, End server) {
        return client.is(
                        image,
                        SocketImage.IPV6_CLIENT,
                        LittleEndian.getUnsignedShort(image, SocketImage.IPV6_CLIENT_PORT))
                && server.is(
                        image,
                        SocketImage.IPV6_SERVER,
                        LittleEndian.getUnsignedShort(image, SocketImage.IPV6_SERVER_PORT));
    }

    /** Makes it a socket that is bound to a port and has no peer; the transport is a number of {@link Transport}, in Falco any byte. */
    public void listen(End own, DescriptorKind listening, int transport) {
        become(listening);
        if (listening == DescriptorKind.IPV6_LISTENING) {
            own.copyAddress6(image, 0);
            LittleEndian.putShort(image, SocketImage.IPV6_BOUND_PORT, own.port());
        } else {
            LittleEndian.putInt(image, 0, own.address4());
            LittleEndian.putShort(image, SocketImage.IPV4_BOUND_PORT, own.port());
        }
        image[SocketImage.protocolAt(listening)] = (byte) transport;
        addFlags(DescriptorFlags.ROLE_SERVER);
    }

    /** Makes it a socket as one that was just made: no addresses, no roles, no name. */
    public void disconnect(DescriptorKind fresh) {
        Transport transport = transport();
        kind = fresh;
        Arrays.fill(image, (byte) 0);
        setTransport(transport);
        flags &= ~(DescriptorFlags.ROLE_CLIENT | DescriptorFlags.ROLE_SERVER | DescriptorFlags.CONNECTED);
        newName();
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
    public void swapEnds() {
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
    public void complete(NetworkInterfaces interfaces) {
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
        boolean samePorts = LittleEndian.getUnsignedShort(image, SocketImage.IPV4_CLIENT_PORT)
                == LittleEndian.getUnsignedShort(image, SocketImage.IPV4_SERVER_PORT);
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
        boolean samePorts = LittleEndian.getUnsignedShort(image, SocketImage.IPV6_CLIENT_PORT)
                == LittleEndian.getUnsignedShort(image, SocketImage.IPV6_SERVER_PORT);
        if (!samePorts || !Arrays.equals(guess, 0, 16, image, known, known + 16)) {
            System.arraycopy(guess, 0, image, noClient ? SocketImage.IPV6_CLIENT : SocketImage.IPV6_SERVER, 16);
        }
    }

    /** Makes the pair of ends the name. */
    public void nameByPair() {
        SocketNames.appendPair(newName(), kind, image, compatibility);
    }

    /** Makes a socket address on the wire the name. */
    public void nameByAddress(byte[] wire, int length) {
        SocketText.appendAddress(newName(), wire, length);
    }

    /** Makes a pair on the wire the name. */
    public void nameByPair(byte[] wire, int length) {
        SocketText.appendPair(newName(), wire, length);
    }

    /** Makes a text the name. */
    public void nameBy(ByteString name) {
        newName().append(name);
    }
}
