package io.peregrine.state.record;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.event.ByteString;
import io.peregrine.event.Compatibility;
import io.peregrine.event.LittleEndian;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorFlags;
import io.peregrine.state.descriptor.DescriptorKind;
import io.peregrine.state.descriptor.SocketAddresses;
import io.peregrine.state.descriptor.SocketImage;
import io.peregrine.state.descriptor.SocketNames;
import io.peregrine.state.descriptor.Transport;
import io.peregrine.state.descriptor.WirePair;
import java.util.Arrays;
import java.util.Optional;

/** Descriptors as records of a capture, and back. */
public final class DescriptorRecords {
    private DescriptorRecords() {}

    /** A descriptor from a record. */
    public static Descriptor descriptor(DescriptorRecord record, Compatibility compatibility) {
        Descriptor found = switch (record) {
            case DescriptorRecord.OpenFile file ->
                Descriptor.of(DescriptorKind.FILE_WITH_DETAILS, file.path(), file.openFlags());
            case DescriptorRecord.Connection socket -> connection(socket, compatibility);
            case DescriptorRecord.BoundSocket socket -> bound(socket, compatibility);
            case DescriptorRecord.UnixSocket socket -> unix(socket);
            case DescriptorRecord.Named named ->
                Descriptor.of(DescriptorKind.byNumber(named.kind().code()), named.name());
        };
        long device = record instanceof DescriptorRecord.OpenFile file ? Integer.toUnsignedLong(file.device()) : 0;
        return found.withFlags(found.flags() | DescriptorFlags.FROM_PROC)
                .withNode(Descriptor.Node.of(device, record.inode()));
    }

    private static Descriptor connection(DescriptorRecord.Connection socket, Compatibility compatibility) {
        byte[] image = new byte[SocketImage.SIZE];
        byte[] source = socket.source().array();
        byte[] destination = socket.destination().array();
        boolean wide = source.length == 16;
        boolean mapped = wide && WirePair.isIpv4(source, 0, destination, 0, compatibility);
        DescriptorKind kind = wide && !mapped ? DescriptorKind.IPV6_SOCKET : DescriptorKind.IPV4_SOCKET;
        TextBuffer name = new TextBuffer();
        if (kind == DescriptorKind.IPV4_SOCKET) {
            System.arraycopy(source, mapped ? 12 : 0, image, SocketImage.IPV4_CLIENT, 4);
            System.arraycopy(destination, mapped ? 12 : 0, image, SocketImage.IPV4_SERVER, 4);
            LittleEndian.putShort(image, SocketImage.IPV4_CLIENT_PORT, socket.sourcePort());
            LittleEndian.putShort(image, SocketImage.IPV4_SERVER_PORT, socket.destinationPort());
            image[SocketImage.IPV4_PROTOCOL] = (byte) socket.transport();
            SocketNames.appendPair4(name, image, SocketImage.IPV4_CLIENT, SocketImage.IPV4_SERVER);
        } else {
            System.arraycopy(source, 0, image, SocketImage.IPV6_CLIENT, 16);
            System.arraycopy(destination, 0, image, SocketImage.IPV6_SERVER, 16);
            LittleEndian.putShort(image, SocketImage.IPV6_CLIENT_PORT, socket.sourcePort());
            LittleEndian.putShort(image, SocketImage.IPV6_SERVER_PORT, socket.destinationPort());
            image[SocketImage.IPV6_PROTOCOL] = (byte) socket.transport();
            SocketNames.appendPair6(name, image);
        }
        int flags = socket.transport() == Transport.TCP.ordinal() ? DescriptorFlags.CONNECTED : 0;
        return Descriptor.of(kind, ByteString.EMPTY).withSocket(kind, SocketImage.of(image), flags, name.copy());
    }

    private static Descriptor bound(DescriptorRecord.BoundSocket socket, Compatibility compatibility) {
        byte[] image = new byte[SocketImage.SIZE];
        byte[] address = socket.address().array();
        if (!compatibility.isExact() && address.length == 16 && WirePair.isMapped(address, 0, compatibility)) {
            address = Arrays.copyOfRange(address, WirePair.MAPPED_AT, 16);
        }
        boolean wide = address.length == 16;
        DescriptorKind kind = wide ? DescriptorKind.IPV6_LISTENING : DescriptorKind.IPV4_LISTENING;
        System.arraycopy(address, 0, image, 0, wide ? 16 : 4);
        int port = wide ? SocketImage.IPV6_BOUND_PORT : SocketImage.IPV4_BOUND_PORT;
        LittleEndian.putShort(image, port, socket.port());
        image[wide ? SocketImage.IPV6_BOUND_PROTOCOL : SocketImage.IPV4_BOUND_PROTOCOL] = (byte) socket.transport();
        ByteString name = SocketNames.bound(address, socket.port());
        return Descriptor.of(kind, name).withSocket(kind, SocketImage.of(image), 0, name);
    }

    private static Descriptor unix(DescriptorRecord.UnixSocket socket) {
        byte[] image = new byte[SocketImage.SIZE];
        LittleEndian.putLong(image, SocketImage.UNIX_SOURCE, socket.source());
        LittleEndian.putLong(image, SocketImage.UNIX_DESTINATION, socket.destination());
        int role = socket.path().isEmpty() ? DescriptorFlags.ROLE_CLIENT : DescriptorFlags.ROLE_SERVER;
        return Descriptor.of(DescriptorKind.UNIX_SOCKET, socket.path())
                .withSocket(DescriptorKind.UNIX_SOCKET, SocketImage.of(image), role, socket.path());
    }

    /** The record of a descriptor, empty for one that captures cannot hold. */
    public static Optional<DescriptorRecord> record(long number, Descriptor descriptor) {
        long inode = descriptor.node().inode();
        return switch (descriptor.addresses()) {
            case SocketAddresses.Internet ends -> {
                boolean wide = descriptor.kind() == DescriptorKind.IPV6_SOCKET;
                yield Optional.of(new DescriptorRecord.Connection(
                        number,
                        inode,
                        address(ends.clientHigh(), ends.clientLow(), wide),
                        address(ends.serverHigh(), ends.serverLow(), wide),
                        ends.clientPort(),
                        ends.serverPort(),
                        ends.protocol().ordinal()));
            }
            case SocketAddresses.Bound bound -> {
                boolean wide = descriptor.kind() == DescriptorKind.IPV6_LISTENING;
                yield Optional.of(new DescriptorRecord.BoundSocket(
                        number,
                        inode,
                        address(bound.high(), bound.low(), wide),
                        bound.port(),
                        bound.protocol().ordinal()));
            }
            case SocketAddresses.Unix ends ->
                Optional.of(new DescriptorRecord.UnixSocket(
                        number, inode, ends.source(), ends.destination(), descriptor.name()));
            case SocketAddresses.None none -> named(number, descriptor);
        };
    }

    private static Optional<DescriptorRecord> named(long number, Descriptor descriptor) {
        long inode = descriptor.node().inode();
        int code = descriptor.kind().number();
        if (descriptor.kind() == DescriptorKind.FILE_WITH_DETAILS) {
            return Optional.of(
                    new DescriptorRecord.OpenFile(number, inode, descriptor.openFlags(), descriptor.name(), (int)
                            descriptor.node().device()));
        }
        if (!io.peregrine.capture.record.RecordedKind.isNamed(code)) {
            return Optional.empty();
        }
        return Optional.of(new DescriptorRecord.Named(
                number, inode, io.peregrine.capture.record.RecordedKind.byCode(code), descriptor.name()));
    }

    private static ByteString address(long high, long low, boolean wide) {
        byte[] bytes = new byte[wide ? 16 : 4];
        if (wide) {
            LittleEndian.putLong(bytes, 0, Long.reverseBytes(high));
            LittleEndian.putLong(bytes, 8, Long.reverseBytes(low));
        } else {
            LittleEndian.putInt(bytes, 0, Integer.reverseBytes((int) low));
        }
        return ByteString.wrap(bytes);
    }
}
