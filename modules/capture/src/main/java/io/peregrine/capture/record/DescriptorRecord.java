package io.peregrine.capture.record;

import io.peregrine.event.ByteString;

/**
 * A descriptor of a process as a descriptor list holds it. Addresses are in network order, of 4 bytes (IPv4) or 16 (IPv6); ports are
 * numbers from 0 to 65535; a transport is the capture's number of it ({@code SCAP_L4_}: 0 unknown, 1 none, 2 TCP, 3 UDP, 4 ICMP, 5 raw).
 */
public sealed interface DescriptorRecord {
    /** The descriptor's number. */
    long fd();

    /** The inode behind it. */
    long inode();

    /** A file opened by a path. */
    record OpenFile(long fd, long inode, int openFlags, ByteString path, int device) implements DescriptorRecord {}

    /** A connected socket. */
    record Connection(
            long fd,
            long inode,
            ByteString source,
            ByteString destination,
            int sourcePort,
            int destinationPort,
            int transport)
            implements DescriptorRecord {}

    /** A socket that is bound to an address. */
    record BoundSocket(long fd, long inode, ByteString address, int port, int transport) implements DescriptorRecord {}

    /** A unix socket: the addresses of both ends in the kernel, and its path. */
    record UnixSocket(long fd, long inode, long source, long destination, ByteString path)
            implements DescriptorRecord {}

    /** Anything else, which has a name at most. */
    record Named(long fd, long inode, RecordedKind kind, ByteString name) implements DescriptorRecord {}
}
