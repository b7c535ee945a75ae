package io.peregrine.container.grpc;

import io.peregrine.container.grpc.Http2Frames.Frame;
import io.peregrine.container.http.SocketInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * gRPC calls to a server at a unix socket, a connection for each. Thread-safe.
 *
 * <p>Header fields of answers are not read: a call that brings no message was refused.
 *
 * @param socket where it listens
 * @param patience how long one whole answer may take
 * @param largest bytes of a message
 */
public record UnixGrpc(Path socket, Duration patience, int largest) {
    private static final int STREAM = 1;
    private static final int PREFIX = 5;
    private static final int LARGEST_FRAME = 16_384;

    /** What is called: {@code package.Service/Method}, with header fields of its own. */
    public record Method(String name, Map<String, String> fields) {
        /** A method that needs no fields. */
        public static Method of(String name) {
            return new Method(name, Map.of());
        }
    }

    /** Is told the messages of a stream. */
    @FunctionalInterface
    public interface Messages {
        void message(ProtoMessage message) throws IOException;
    }

    /**
     * Calls a method that answers with one message.
     *
     * @return the answer; empty when the call was refused
     * @throws IOException when there is no answer in time; the message is a clause
     */
    public Optional<ProtoMessage> call(Method method, byte[] request) throws IOException {
        AtomicReference<Optional<ProtoMessage>> answer = new AtomicReference<>(Optional.empty());
        try (Call call = open(method, request)) {
            call.read(message -> answer.set(Optional.of(message)));
        }
        return answer.get();
    }

    /**
     * Calls a method whose answer is a stream that may last for ever.
     *
     * @throws IOException when the call cannot be made
     */
    public Call stream(Method method, byte[] request) throws IOException {
        Call call = open(method, request);
        call.in.withoutEnd();
        return call;
    }

    /**
     * Calls a method that answers with several messages, all within the patience; none where it refuses.
     *
     * @throws IOException when the call cannot be made
     */
    public Call answers(Method method, byte[] request) throws IOException {
        return open(method, request);
    }

    private Call open(Method method, byte[] request) throws IOException {
        SocketInput in = SocketInput.connect(socket);
        try {
            in.within(patience);
            in.write(Http2Frames.opening());
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put(":method", "POST");
            fields.put(":scheme", "http");
            fields.put(":path", "/" + method.name());
            fields.put(":authority", "localhost");
            fields.put("content-type", "application/grpc");
            fields.put("te", "trailers");
            fields.putAll(method.fields());
            in.write(Http2Frames.frame(
                    Http2Frames.HEADERS, Http2Frames.END_HEADERS, STREAM, Http2Frames.fields(fields)));
            if (request.length > LARGEST_FRAME - PREFIX) {
                throw new IOException("the request is too long");
            }
            byte[] message = ByteBuffer.allocate(PREFIX + request.length)
                    .put((byte) 0)
                    .putInt(request.length)
                    .put(request)
                    .array();
            in.write(Http2Frames.frame(Http2Frames.DATA, Http2Frames.END_STREAM, STREAM, message));
            return new Call(in, largest);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** A call that was made. Read by one thread; closed by any. */
    public static final class Call implements AutoCloseable {
        private final SocketInput in;
        private final ReceivedMessages received;

        private Call(SocketInput in, int largest) {
            this.in = in;
            this.received = new ReceivedMessages(largest);
        }

        /** From now on the answer must end within this time. */
        public void within(Duration time) {
            in.within(time);
        }

        /**
         * Reads to the end of the answer.
         *
         * @throws IOException when the connection breaks, or is closed
         */
        public void read(Messages messages) throws IOException {
            for (Frame frame = Http2Frames.read(in); ; frame = Http2Frames.read(in)) {
                switch (frame.type()) {
                    case Http2Frames.DATA -> {
                        take(frame, messages);
                        in.write(window(0, frame.payload().length));
                        in.write(window(STREAM, frame.payload().length));
                    }
                    case Http2Frames.SETTINGS -> acknowledge(frame, Http2Frames.SETTINGS, new byte[0]);
                    case Http2Frames.PING -> acknowledge(frame, Http2Frames.PING, frame.payload());
                    case Http2Frames.GOAWAY -> throw new IOException("it ends the connection");
                    case Http2Frames.RST_STREAM -> throw new IOException("it broke the call off");
                    default -> {}
                }
                boolean mayEnd = frame.type() == Http2Frames.DATA || frame.type() == Http2Frames.HEADERS;
                if (mayEnd && frame.has(Http2Frames.END_STREAM)) {
                    return;
                }
            }
        }

        private void acknowledge(Frame frame, int type, byte[] payload) throws IOException {
            if (!frame.has(Http2Frames.ACK)) {
                in.write(Http2Frames.frame(type, Http2Frames.ACK, 0, payload));
            }
        }

        private static byte[] window(int stream, int bytes) {
            byte[] more = ByteBuffer.allocate(4).putInt(Math.max(1, bytes)).array();
            return Http2Frames.frame(Http2Frames.WINDOW_UPDATE, 0, stream, more);
        }

        private void take(Frame frame, Messages messages) throws IOException {
            byte[] payload = frame.payload();
            int start = frame.has(Http2Frames.PADDED) && payload.length > 0 ? 1 : 0;
            int end = start == 0 ? payload.length : payload.length - (payload[0] & 0xff);
            if (end > start) {
                received.add(payload, start, end);
            }
            for (Optional<byte[]> next = received.next(); next.isPresent(); next = received.next()) {
                messages.message(ProtoMessage.read(next.get()));
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
