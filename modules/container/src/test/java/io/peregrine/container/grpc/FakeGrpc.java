package io.peregrine.container.grpc;

import io.peregrine.container.grpc.Http2Frames.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens at a unix socket and speaks gRPC, or what its handler writes instead. Ends with {@link #close}, as a daemon that dies does. */
public final class FakeGrpc implements AutoCloseable {
    private static final int PREFACE = 24;
    private static final byte[] STATUS_200 = {(byte) 0x88};

    private final Path socket;
    private final Handler handler;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

    /** Answers calls. */
    public interface Handler {
        void answer(Request request, Reply reply) throws IOException, InterruptedException;
    }

    /** A call: its method without the leading slash, its header fields, its message. */
    public record Request(String method, Map<String, String> fields, ProtoMessage message) {}

    /** Where the answer goes. */
    public record Reply(OutputStream out) {
        private void send(int type, int flags, byte[] payload) throws IOException {
            out.write(Http2Frames.frame(type, flags, 1, payload));
            out.flush();
        }

        /** What an answer begins with; a stream may bring nothing for long. */
        public void begin() throws IOException {
            send(Http2Frames.HEADERS, Http2Frames.END_HEADERS, STATUS_200);
        }

        /** One message, in frames as long as a peer may send. */
        public void message(byte[] message) throws IOException {
            byte[] all = ByteBuffer.allocate(5 + message.length)
                    .put((byte) 0)
                    .putInt(message.length)
                    .put(message)
                    .array();
            for (int at = 0; at < all.length; at += 16_384) {
                int length = Math.min(16_384, all.length - at);
                byte[] piece = new byte[length];
                System.arraycopy(all, at, piece, 0, length);
                send(Http2Frames.DATA, 0, piece);
            }
        }

        /** The end of the answer; alone it is a refusal. */
        public void end() throws IOException {
            send(Http2Frames.HEADERS, Http2Frames.END_HEADERS | Http2Frames.END_STREAM, STATUS_200);
        }

        /** A whole answer of one message. */
        public void only(byte[] message) throws IOException {
            begin();
            message(message);
            end();
        }
    }

    private FakeGrpc(Path socket, Handler handler) throws IOException {
        this.socket = socket;
        this.handler = handler;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(this::accept);
    }

    public static FakeGrpc at(Path socket, Handler handler) throws IOException {
        return new FakeGrpc(socket, handler);
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel connection = server.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            InputStream in = Channels.newInputStream(connection);
            OutputStream out = Channels.newOutputStream(connection);
            in.readNBytes(PREFACE);
            out.write(Http2Frames.frame(Http2Frames.SETTINGS, 0, 0, new byte[0]));
            Map<String, String> fields = new HashMap<>();
            for (Frame frame = Http2Frames.read(in); ; frame = Http2Frames.read(in)) {
                if (frame.type() == Http2Frames.HEADERS) {
                    fields = fields(frame.payload());
                } else if (frame.type() == Http2Frames.DATA) {
                    byte[] payload = frame.payload();
                    byte[] message = new byte[payload.length - 5];
                    System.arraycopy(payload, 5, message, 0, message.length);
                    String method = fields.get(":path").substring(1);
                    handler.answer(new Request(method, fields, ProtoMessage.read(message)), new Reply(out));
                    in.transferTo(OutputStream.nullOutputStream()); // it stays until the other side leaves
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // the other side has gone
        }
    }

    /** Literal header fields, as {@link UnixGrpc} sends them. */
    private static Map<String, String> fields(byte[] block) {
        Map<String, String> fields = new HashMap<>();
        ByteBuffer at = ByteBuffer.wrap(block);
        while (at.hasRemaining()) {
            at.get();
            String name = text(at);
            fields.put(name, text(at));
        }
        return fields;
    }

    private static String text(ByteBuffer at) {
        byte[] text = new byte[at.get()];
        at.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel connection : connections) {
            connection.close();
        }
        Files.deleteIfExists(socket);
    }
}
