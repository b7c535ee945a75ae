package io.peregrine.state.descriptor;

import io.peregrine.event.ByteString;
import io.peregrine.state.DescriptorTable;

/**
 * What is known of a descriptor: immutable, replaced in its {@link DescriptorTable} on change, shared by all tables that inherited it.
 *
 * @param kind what it stands for
 * @param name what rules see as its name: the path, the text of the tuple, ...
 * @param rawName a file's path as the caller gave it, else empty
 * @param openFlags the flags of opening, in the driver's bits
 * @param flags bits of {@link DescriptorFlags}
 * @param addresses the addresses of a socket
 * @param image the bytes behind the addresses
 * @param node where it lies
 */
public record Descriptor(
        DescriptorKind kind,
        ByteString name,
        ByteString rawName,
        int openFlags,
        int flags,
        SocketAddresses addresses,
        SocketImage image,
        Node node) {
    /**
     * Where a descriptor lies.
     *
     * @param device the device's number as the kernel encodes it, 0 when unknown
     * @param inode the inode number, 0 when unknown
     * @param mountId the mount, 0 when unknown
     * @param pid the process that a pidfd stands for
     */
    public record Node(long device, long inode, long mountId, long pid) {
        /** Nothing known. */
        public static final Node UNKNOWN = new Node(0, 0, 0, 0);

        public static Node of(long device, long inode) {
            return device == 0 && inode == 0 ? UNKNOWN : new Node(device, inode, 0, 0);
        }
    }

    /** The descriptor of an event that has none, or that the tables do not know. */
    public static final Descriptor NONE = of(DescriptorKind.UNINITIALIZED, ByteString.EMPTY);

    private static final int O_CLOEXEC = 1 << 12;
    private static final int EPOLL_CLOEXEC = 1;
    private static final int MFD_CLOEXEC = 1;

    /** A descriptor of which only kind and name are known. */
    public static Descriptor of(DescriptorKind kind, ByteString name) {
        return of(kind, name, 0);
    }

    /** A descriptor of which only kind, name and open flags are known. */
    public static Descriptor of(DescriptorKind kind, ByteString name, int openFlags) {
        return new Descriptor(
                kind, name, ByteString.EMPTY, openFlags, 0, SocketAddresses.NONE, SocketImage.NONE, Node.UNKNOWN);
    }

    /** A file or directory that was opened by a path. */
    public static Descriptor ofPath(DescriptorKind kind, Path path, int openFlags, int flags, Node node) {
        return new Descriptor(
                kind, path.full(), path.raw(), openFlags, flags, SocketAddresses.NONE, SocketImage.NONE, node);
    }

    /**
     * A path as the caller gave it and as it stands from the root.
     *
     * @param full from the root
     * @param raw as given
     */
    public record Path(ByteString full, ByteString raw) {}

    /** Whether this is {@link #NONE}. */
    public boolean isNone() {
        return this == NONE;
    }

    /** Whether a bit of {@link DescriptorFlags} is set. */
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The device's major number. */
    public long deviceMajor() {
        return (node.device & 0xfff00) >> 8;
    }

    /** The device's minor number. */
    public long deviceMinor() {
        return (node.device & 0xff) | ((node.device >> 12) & 0xfff00);
    }

    /** Whether this end acts as the client. */
    public boolean isClient() {
        return has(DescriptorFlags.ROLE_CLIENT);
    }

    /** Whether this end acts as the server. */
    public boolean isServer() {
        return has(DescriptorFlags.ROLE_SERVER);
    }

    /** Whether nothing is known of client and server. */
    public boolean hasNoRole() {
        return !has(DescriptorFlags.ROLE_CLIENT | DescriptorFlags.ROLE_SERVER);
    }

    /** The transport that rules see: {@link Transport#NONE} for what is no internet socket and for a pair of ends without roles. */
    public Transport transport() {
        return switch (addresses) {
            case SocketAddresses.Bound bound -> bound.protocol();
            case SocketAddresses.Internet pair when pair.protocol() == Transport.RAW || !hasNoRole() -> pair.protocol();
            default -> Transport.NONE;
        };
    }

    /** Whether an exec closes it. */
    public boolean isCloseOnExec() {
        return (openFlags & O_CLOEXEC) != 0
                || (kind == DescriptorKind.EVENTPOLL && (openFlags & EPOLL_CLOEXEC) != 0)
                || (kind == DescriptorKind.MEMFD && (openFlags & MFD_CLOEXEC) != 0);
    }

    /** The same with the flag that closes it on exec. */
    public Descriptor withCloseOnExec() {
        return withOpenFlags(openFlags | O_CLOEXEC);
    }

    /** A duplicate of it: none of the flags that close it on exec but the one of files, and that one as told. */
    public Descriptor duplicate(boolean closes) {
        int others = openFlags & ~(O_CLOEXEC | EPOLL_CLOEXEC | MFD_CLOEXEC);
        return withOpenFlags(closes ? others | O_CLOEXEC : others);
    }

    Descriptor withOpenFlags(int newFlags) {
        return newFlags == openFlags
                ? this
                : new Descriptor(kind, name, rawName, newFlags, flags, addresses, image, node);
    }

    /** The same with other flags, see {@link DescriptorFlags}. */
    public Descriptor withFlags(int newFlags) {
        return new Descriptor(kind, name, rawName, openFlags, newFlags, addresses, image, node);
    }

    /** The same as a socket with these addresses. */
    public Descriptor withSocket(DescriptorKind newKind, SocketImage newImage, int newFlags, ByteString newName) {
        SocketAddresses newAddresses = newImage.addresses(newKind);
        return new Descriptor(newKind, newName, rawName, openFlags, newFlags, newAddresses, newImage, node);
    }

    /** The same with another device and inode. */
    public Descriptor withNode(Node newNode) {
        return new Descriptor(kind, name, rawName, openFlags, flags, addresses, image, newNode);
    }
}
