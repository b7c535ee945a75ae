package io.peregrine.state;

import io.peregrine.event.ByteString;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;
import io.peregrine.state.descriptor.SocketImage;
import io.peregrine.state.table.AddedFields;
import io.peregrine.state.table.TableField;
import io.peregrine.state.table.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * The listed fields of descriptors. Names and types are those of {@code fdinfo.cpp} of libs 0.25.2; the fields of sockets are places in the one image that all
 * kinds of sockets share.
 */
final class DescriptorFields {
    static final String KIND = "descriptor";

    /** A descriptor that was made and of which nothing is known. */
    static final Descriptor EMPTY = Descriptor.of(DescriptorKind.UNINITIALIZED, ByteString.EMPTY);

    private static final List<Field> FIELDS = List.of(
            new Field("type", ValueType.UINT8, Place.KIND),
            new Field("open_flags", ValueType.UINT32, Place.OPEN_FLAGS),
            new Field("name", ValueType.STRING, Place.NAME),
            new Field("name_raw", ValueType.STRING, Place.RAW_NAME),
            new Field("old_name", ValueType.STRING, Place.OLD_NAME),
            new Field("flags", ValueType.UINT32, Place.FLAGS),
            new Field("dev", ValueType.UINT32, Place.DEVICE),
            new Field("mount_id", ValueType.UINT32, Place.MOUNT),
            new Field("ino", ValueType.UINT64, Place.INODE),
            new Field("pid", ValueType.INT64, Place.PROCESS),
            new Field("fd", ValueType.INT64, Place.NUMBER),
            image("socket_ipv4_src_ip", ValueType.UINT32, SocketImage.IPV4_CLIENT),
            image("socket_ipv4_dest_dip", ValueType.UINT32, SocketImage.IPV4_SERVER),
            image("socket_ipv4_src_port", ValueType.UINT16, SocketImage.IPV4_CLIENT_PORT),
            image("socket_ipv4_dst_port", ValueType.UINT16, SocketImage.IPV4_SERVER_PORT),
            image("socket_ipv4_l4_proto", ValueType.UINT8, SocketImage.IPV4_PROTOCOL),
            image("socket_ipv6_src_ip_low", ValueType.UINT64, SocketImage.IPV6_CLIENT),
            image("socket_ipv6_src_ip_high", ValueType.UINT64, SocketImage.IPV6_CLIENT + 8),
            image("socket_ipv6_dest_ip_low", ValueType.UINT64, SocketImage.IPV6_SERVER),
            image("socket_ipv6_dest_ip_high", ValueType.UINT64, SocketImage.IPV6_SERVER + 8),
            image("socket_ipv6_src_port", ValueType.UINT16, SocketImage.IPV6_CLIENT_PORT),
            image("socket_ipv6_dst_port", ValueType.UINT16, SocketImage.IPV6_SERVER_PORT),
            image("socket_ipv6_l4_proto", ValueType.UINT8, SocketImage.IPV6_PROTOCOL),
            image("socket_ipv4_server_ip", ValueType.UINT32, SocketImage.IPV4_CLIENT),
            image("socket_ipv4_server_port", ValueType.UINT16, SocketImage.IPV4_BOUND_PORT),
            image("socket_ipv4_server_l4_proto", ValueType.UINT8, SocketImage.IPV4_BOUND_PROTOCOL),
            image("socket_ipv6_server_ip_low", ValueType.UINT64, SocketImage.IPV6_CLIENT),
            image("socket_ipv6_server_ip_high", ValueType.UINT64, SocketImage.IPV6_CLIENT + 8),
            image("socket_ipv6_server_port", ValueType.UINT16, SocketImage.IPV6_BOUND_PORT),
            image("socket_ipv6_server_l4_proto", ValueType.UINT8, SocketImage.IPV6_BOUND_PROTOCOL),
            image("socket_unix_src", ValueType.UINT64, SocketImage.UNIX_SOURCE),
            image("socket_unix_dest", ValueType.UINT64, SocketImage.UNIX_DESTINATION));

    private DescriptorFields() {}

    /** Where a field's value stands in a descriptor; the socket's image has a place for each of its bytes. */
    private enum Place {
        KIND,
        OPEN_FLAGS,
        NAME,
        RAW_NAME,
        OLD_NAME,
        FLAGS,
        DEVICE,
        MOUNT,
        INODE,
        PROCESS,
        NUMBER,
        IMAGE
    }

    private record Field(String name, ValueType type, Place place, int offset) {
        Field(String name, ValueType type, Place place) {
            this(name, type, place, 0);
        }
    }

    private static Field image(String name, ValueType type, int offset) {
        return new Field(name, type, Place.IMAGE, offset);
    }

    /** The fields of descriptors, none added. */
    static AddedFields ofDescriptors() {
        List<TableField> listed = new ArrayList<>();
        for (Field field : FIELDS) {
            listed.add(new TableField(KIND, field.name(), field.type(), false, false, listed.size()));
        }
        return new AddedFields(KIND, listed, false);
    }

    static long number(Descriptor descriptor, TableField field) {
        Field listed = FIELDS.get(field.index());
        return switch (listed.place()) {
            case KIND -> descriptor.kind().number() & 0xff;
            case OPEN_FLAGS -> descriptor.openFlags() & 0xffffffffL;
            case FLAGS -> descriptor.flags() & 0xffffffffL;
            case DEVICE -> descriptor.node().device() & 0xffffffffL;
            case MOUNT -> descriptor.node().mountId() & 0xffffffffL;
            case INODE -> descriptor.node().inode();
            case PROCESS -> descriptor.node().pid();
            case IMAGE -> image(descriptor, listed);
            case NAME, RAW_NAME, OLD_NAME, NUMBER -> 0;
        };
    }

    private static long image(Descriptor descriptor, Field field) {
        byte[] bytes = new byte[SocketImage.SIZE];
        descriptor.image().copyInto(bytes);
        long value = 0;
        for (int i = size(field.type()) - 1; i >= 0; i--) {
            value = value << 8 | bytes[field.offset() + i] & 0xff;
        }
        return value;
    }

    private static int size(ValueType type) {
        return switch (type) {
            case UINT8, INT8 -> 1;
            case UINT16, INT16 -> 2;
            case UINT32, INT32, BOOL -> 4;
            case UINT64, INT64, STRING, TABLE -> 8;
        };
    }

    static ByteString text(Descriptor descriptor, TableField field) {
        return switch (FIELDS.get(field.index()).place()) {
            case NAME -> descriptor.name();
            case RAW_NAME -> descriptor.rawName();
            default -> ByteString.EMPTY;
        };
    }

    static Descriptor withNumber(Descriptor now, TableField field, long value) {
        Field listed = FIELDS.get(field.index());
        Descriptor.Node node = now.node();
        return switch (listed.place()) {
            case KIND ->
                with(now, DescriptorKind.byNumber((byte) value), now.openFlags(), now.flags(), now.image(), node);
            case OPEN_FLAGS -> with(now, now.kind(), (int) value, now.flags(), now.image(), node);
            case FLAGS -> with(now, now.kind(), now.openFlags(), (int) value, now.image(), node);
            case DEVICE -> withNode(now, new Descriptor.Node(value, node.inode(), node.mountId(), node.pid()));
            case MOUNT -> withNode(now, new Descriptor.Node(node.device(), node.inode(), value, node.pid()));
            case INODE -> withNode(now, new Descriptor.Node(node.device(), value, node.mountId(), node.pid()));
            case PROCESS -> withNode(now, new Descriptor.Node(node.device(), node.inode(), node.mountId(), value));
            case IMAGE -> with(now, now.kind(), now.openFlags(), now.flags(), changed(now, listed, value), node);
            case NAME, RAW_NAME, OLD_NAME, NUMBER -> now;
        };
    }

    private static SocketImage changed(Descriptor now, Field field, long value) {
        byte[] bytes = new byte[SocketImage.SIZE];
        now.image().copyInto(bytes);
        for (int i = 0; i < size(field.type()); i++) {
            bytes[field.offset() + i] = (byte) (value >> 8 * i);
        }
        return SocketImage.of(bytes);
    }

    private static Descriptor withNode(Descriptor now, Descriptor.Node node) {
        return with(now, now.kind(), now.openFlags(), now.flags(), now.image(), node);
    }

    private static Descriptor with(
            Descriptor now, DescriptorKind kind, int openFlags, int flags, SocketImage image, Descriptor.Node node) {
        return new Descriptor(kind, now.name(), now.rawName(), openFlags, flags, now.addresses(), image, node);
    }

    static Descriptor withText(Descriptor now, TableField field, ByteString value) {
        return switch (FIELDS.get(field.index()).place()) {
            case NAME ->
                new Descriptor(
                        now.kind(),
                        value,
                        now.rawName(),
                        now.openFlags(),
                        now.flags(),
                        now.addresses(),
                        now.image(),
                        now.node());
            case RAW_NAME ->
                new Descriptor(
                        now.kind(),
                        now.name(),
                        value,
                        now.openFlags(),
                        now.flags(),
                        now.addresses(),
                        now.image(),
                        now.node());
            default -> now;
        };
    }
}
