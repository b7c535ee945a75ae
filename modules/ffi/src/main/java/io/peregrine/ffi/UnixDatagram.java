package io.peregrine.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A datagram socket in the file system, such as the one at /dev/log. The Java platform has stream sockets of this kind only.
 *
 * <p>A socket belongs to one thread at a time. The address is {@code struct sockaddr_un}:
 *
 * <pre>
 * 0      2                                             110
 * +------+----------------------------------------------+
 * | u16  | path, ending with a zero byte                |
 * +------+----------------------------------------------+
 * </pre>
 */
public final class UnixDatagram implements AutoCloseable {
    private static final SymbolLookup LIBRARY = Linker.nativeLinker().defaultLookup();
    private static final NativeFunction SOCKET = NativeFunction.of(LIBRARY, "socket");
    private static final NativeFunction CONNECT = NativeFunction.of(LIBRARY, "connect");
    private static final NativeFunction BIND = NativeFunction.of(LIBRARY, "bind");
    private static final NativeFunction SEND = NativeFunction.of(LIBRARY, "send");
    private static final NativeFunction RECEIVE = NativeFunction.of(LIBRARY, "recv");

    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 02000000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int ADDRESS_SIZE = 110;
    private static final int PATH_SIZE = 107;

    private final int descriptor;

    private UnixDatagram(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Makes a socket that sends to the one bound to a path. */
    public static UnixDatagram connect(Path path) throws NativeException {
        return open(CONNECT, path);
    }

    /** Makes a socket that receives what is sent to a path; the path must not exist. */
    public static UnixDatagram bind(Path path) throws NativeException {
        return open(BIND, path);
    }

    private static UnixDatagram open(NativeFunction attach, Path path) throws NativeException {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        if (name.length > PATH_SIZE) {
            throw new NativeException(
                    "The path " + path + " is too long for a socket: at most " + PATH_SIZE + " bytes.");
        }
        NativeFunction.Result socket = SOCKET.call((int) AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
        if (socket.asInt() < 0) {
            throw new NativeException("No socket can be made: " + Errno.text(socket.errno()) + ".", socket.errno());
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(ADDRESS_SIZE, 2);
            address.set(ValueLayout.JAVA_SHORT, 0, AF_UNIX);
            MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, 2, name.length);
            NativeFunction.Result attached = attach.call(socket.asInt(), address, ADDRESS_SIZE);
            if (attached.asInt() < 0) {
                Libc.close(socket.asInt());
                throw new NativeException(
                        "The socket " + path + " cannot be used: " + Errno.text(attached.errno()) + ".",
                        attached.errno());
            }
        }
        return new UnixDatagram(socket.asInt());
    }

    /** Sends one datagram without waiting; returns 0, or the error number when it could not be sent. */
    public int send(byte[] datagram) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, datagram);
            NativeFunction.Result sent =
                    SEND.call(descriptor, bytes, (long) datagram.length, MSG_DONTWAIT | MSG_NOSIGNAL);
            return sent.asLong() < 0 ? sent.errno() : 0;
        }
    }

    /** Waits for one datagram and returns it, cut off at {@code max} bytes. */
    public byte[] receive(int max) throws NativeException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(max);
            NativeFunction.Result received = RECEIVE.call(descriptor, bytes, (long) max, 0);
            if (received.asLong() < 0) {
                throw new NativeException(
                        "Nothing can be received: " + Errno.text(received.errno()) + ".", received.errno());
            }
            return Arrays.copyOf(bytes.toArray(ValueLayout.JAVA_BYTE), (int) received.asLong());
        }
    }

    @Override
    public void close() {
        Libc.close(descriptor);
    }
}
