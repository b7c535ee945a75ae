package io.peregrine.authoring.ruletest;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventCodes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The events of a connection: of the socket, and of the call that connects or accepts. Layouts: driver/ppm_fillers of libs 0.25.2, tuples and addresses. */
final class ConnectionEvents {
    static final int DESCRIPTOR = 6;
    private static final byte UNIX = 1;
    private static final byte IPV4 = 2;
    private static final byte IPV6 = 10;
    private static final int STREAM = 1;
    private static final int DATAGRAM = 2;
    private static final int LOCAL_PORT = 40_000;

    private ConnectionEvents() {}

    /** Writes the event of the socket. */
    static void socket(EventWriter writer, Step.Connection connection, long time) {
        int type = connection.address() instanceof TestAddress.Internet end && end.udp() ? DATAGRAM : STREAM;
        writer.begin(EventCodes.SOCKET_SOCKET_X, time, connection.by().numbers().pid(), 4)
                .number(DESCRIPTOR, 8)
                .number(family(connection.address()), 4)
                .number(type, 4)
                .number(0, 4);
    }

    /** Writes the event of the connection. */
    static void connection(EventWriter writer, Step.Connection connection, long result, long time) {
        long pid = connection.by().numbers().pid();
        if (connection.incoming()) {
            writer.begin(EventCodes.SOCKET_ACCEPT4_6_X, time, pid, 6)
                    .number(result < 0 ? result : DESCRIPTOR, 8)
                    .bytes(tuple(connection.address(), true))
                    .number(0, 1)
                    .number(0, 4)
                    .number(128, 4)
                    .number(0, 4);
        } else {
            writer.begin(EventCodes.SOCKET_CONNECT_X, time, pid, 4)
                    .number(result, 8)
                    .bytes(tuple(connection.address(), false))
                    .number(DESCRIPTOR, 8)
                    .bytes(address(connection.address()));
        }
    }

    private static byte family(TestAddress address) {
        return switch (address) {
            case TestAddress.Unix unix -> UNIX;
            case TestAddress.Internet end -> end.address().length == 4 ? IPV4 : IPV6;
        };
    }

    private static byte[] address(TestAddress address) {
        return switch (address) {
            case TestAddress.Unix unix ->
                buffer(unix.path().length() + 2)
                        .put(UNIX)
                        .put(unix.path().getBytes(StandardCharsets.UTF_8))
                        .put((byte) 0)
                        .array();
            case TestAddress.Internet end ->
                buffer(3 + end.address().length)
                        .put(family(end))
                        .put(end.address())
                        .putShort((short) end.port())
                        .array();
        };
    }

    /** Both ends: the one that began first. */
    private static byte[] tuple(TestAddress address, boolean incoming) {
        return switch (address) {
            case TestAddress.Unix unix -> {
                byte[] path = ByteString.of(unix.path()).array();
                yield buffer(18 + path.length)
                        .put(UNIX)
                        .putLong(0)
                        .putLong(0)
                        .put(path)
                        .put((byte) 0)
                        .array();
            }
            case TestAddress.Internet end -> {
                byte[] own = new byte[end.address().length];
                own[0] = (byte) (own.length == 4 ? 10 : 0xfd);
                own[own.length - 1] = 2;
                ByteBuffer buffer = buffer(1 + 2 * own.length + 4).put(family(end));
                if (incoming) {
                    yield buffer.put(end.address())
                            .putShort((short) LOCAL_PORT)
                            .put(own)
                            .putShort((short) end.port())
                            .array();
                }
                yield buffer.put(own)
                        .putShort((short) LOCAL_PORT)
                        .put(end.address())
                        .putShort((short) end.port())
                        .array();
            }
        };
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.wrap(Arrays.copyOf(new byte[0], size)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
