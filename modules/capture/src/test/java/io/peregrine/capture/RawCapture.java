package io.peregrine.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Builds the bytes of a capture by hand, independently of the writer, in any old layout. */
final class RawCapture {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    RawCapture() {
        block(0x0A0D0D0A, body -> body.i32(0x1A2B3C4D).i16(1).i16(2).i64(-1));
    }

    /** The bytes of one body or entry. */
    static final class Body {
        private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

        Body i8(int value) {
            buffer.put((byte) value);
            return this;
        }

        Body i16(int value) {
            buffer.putShort((short) value);
            return this;
        }

        Body i32(int value) {
            buffer.putInt(value);
            return this;
        }

        Body i64(long value) {
            buffer.putLong(value);
            return this;
        }

        Body raw(String text) {
            buffer.put(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        Body text(String text) {
            return i16(text.length()).raw(text);
        }

        /** An entry behind its own length. */
        Body entry(boolean countsItself, Consumer<Body> fill) {
            int start = buffer.position();
            i32(0);
            fill.accept(this);
            buffer.putInt(start, buffer.position() - start - (countsItself ? 0 : 4));
            return this;
        }

        Body when(boolean condition, Consumer<Body> fill) {
            if (condition) {
                fill.accept(this);
            }
            return this;
        }

        private byte[] bytes() {
            byte[] copy = new byte[buffer.position()];
            buffer.get(0, copy);
            return copy;
        }
    }

    RawCapture block(int type, Consumer<Body> fill) {
        Body body = new Body();
        fill.accept(body);
        byte[] content = body.bytes();
        int padding = (4 - content.length % 4) % 4;
        int total = 12 + content.length + padding;
        ByteBuffer block = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
        block.putInt(type).putInt(total).put(content).putInt(total - 4, total);
        bytes.writeBytes(block.array());
        return this;
    }

    /** An event in the layout without a number of parameters. */
    RawCapture oldEvent(int type, int code, long time, String... params) {
        return block(type, body -> {
            int length = 22;
            for (String param : params) {
                length += 2 + param.length();
            }
            body.i16(3).i64(time).i64(77).i32(length).i16(code);
            for (String param : params) {
                body.i16(param.length());
            }
            for (String param : params) {
                body.raw(param);
            }
        });
    }

    /** An event in the current layout. */
    RawCapture event(int code, long time, String... params) {
        return block(0x216, body -> {
            int length = 26;
            for (String param : params) {
                length += 2 + param.length();
            }
            body.i16(3).i64(time).i64(77).i32(length).i16(code).i32(params.length);
            for (String param : params) {
                body.i16(param.length());
            }
            for (String param : params) {
                body.raw(param);
            }
        });
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    static String i64(long value) {
        return number(value, 8);
    }

    static String i32(long value) {
        return number(value, 4);
    }

    private static String number(long value, int size) {
        byte[] all = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        return new String(all, 0, size, StandardCharsets.ISO_8859_1);
    }
}
