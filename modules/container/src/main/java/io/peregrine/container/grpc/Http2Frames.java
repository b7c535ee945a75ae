package io.peregrine.container.grpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The frames of HTTP/2 (RFC 9113) that a call needs, and the plainest form of header fields (RFC 7541: literals, never indexed, no Huffman code). */
final class Http2Frames {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int ACK = 1;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;

    private static final int LONGEST = 1 << 20;
    private static final int WINDOW = 1 << 30;
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** One frame. */
    record Frame(int type, int flags, int stream, byte[] payload) {
        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }

    private Http2Frames() {}

    /** What a connection begins with: no table of header fields, no push, windows that never fill. */
    static byte[] opening() {
        ByteBuffer settings = ByteBuffer.allocate(18);
        settings.putShort((short) 1).putInt(0);
        settings.putShort((short) 2).putInt(0);
        settings.putShort((short) 4).putInt(WINDOW);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PREFACE);
        out.writeBytes(frame(SETTINGS, 0, 0, settings.array()));
        out.writeBytes(
                frame(WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(WINDOW).array()));
        return out.toByteArray();
    }

    static byte[] frame(int type, int flags, int stream, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
        frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
        return frame.array();
    }

    static byte[] fields(Map<String, String> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fields.forEach((name, value) -> {
            out.write(0x10);
            text(name, out);
            text(value, out);
        });
        return out.toByteArray();
    }

    private static void text(String text, ByteArrayOutputStream out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 127) {
            out.write(bytes.length);
        } else {
            out.write(127);
            int left = bytes.length - 127;
            while (left >= 128) {
                out.write(left & 0x7f | 0x80);
                left >>= 7;
            }
            out.write(left);
        }
        out.writeBytes(bytes);
    }

    static Frame read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(9);
        if (head.length < 9) {
            throw new IOException("the connection ended before the answer");
        }
        ByteBuffer fields = ByteBuffer.wrap(head);
        int length = (fields.get() & 0xff) << 16 | fields.getShort() & 0xffff;
        int type = fields.get() & 0xff;
        int flags = fields.get() & 0xff;
        int stream = fields.getInt() & Integer.MAX_VALUE;
        if (length > LONGEST) {
            throw new IOException("the answer is no gRPC");
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new IOException("the connection ended within the answer");
        }
        return new Frame(type, flags, stream, payload);
    }
}
