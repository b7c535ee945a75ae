package io.peregrine.container.grpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A message of protocol buffers by the numbers of its fields; what is missing reads as empty or 0. Immutable. */
public final class ProtoMessage {
    /** A message without fields. */
    public static final ProtoMessage EMPTY = new ProtoMessage(Map.of(), Map.of());

    private static final int MOST_FIELDS = 100_000;

    private final Map<Integer, List<byte[]>> blocks;
    private final Map<Integer, Long> numbers;

    private ProtoMessage(Map<Integer, List<byte[]>> blocks, Map<Integer, Long> numbers) {
        this.blocks = blocks;
        this.numbers = numbers;
    }

    /**
     * Reads a message.
     *
     * @throws IOException when the bytes are none
     */
    public static ProtoMessage read(byte[] bytes) throws IOException {
        Map<Integer, List<byte[]>> blocks = new HashMap<>();
        Map<Integer, Long> numbers = new HashMap<>();
        Cursor at = new Cursor(bytes);
        for (int count = 0; at.hasMore(); count++) {
            long key = at.varint();
            int number = (int) (key >>> 3);
            if (count > MOST_FIELDS || number == 0) {
                throw new IOException("the answer is no message");
            }
            switch ((int) (key & 7)) {
                case 0 -> numbers.put(number, at.varint());
                case 1 -> at.skip(8);
                case 2 ->
                    blocks.computeIfAbsent(number, absent -> new ArrayList<>()).add(at.block());
                case 5 -> at.skip(4);
                default -> throw new IOException("the answer is no message");
            }
        }
        return new ProtoMessage(blocks, numbers);
    }

    /** A number, 0 when it is missing. */
    public long number(int field) {
        return numbers.getOrDefault(field, 0L);
    }

    /** Whether a truth value is there and true. */
    public boolean isTrue(int field) {
        return number(field) != 0;
    }

    /** The bytes of a field, the last where there are several. */
    public byte[] bytes(int field) {
        List<byte[]> all = blocks.getOrDefault(field, List.of());
        return all.isEmpty() ? new byte[0] : all.getLast();
    }

    /** A text. */
    public String text(int field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }

    /** Whether a text, a message or bytes are there. */
    public boolean has(int field) {
        return blocks.containsKey(field);
    }

    /** A message within. */
    public ProtoMessage message(int field) throws IOException {
        return has(field) ? read(bytes(field)) : EMPTY;
    }

    /** The messages within. */
    public List<ProtoMessage> messages(int field) throws IOException {
        List<ProtoMessage> messages = new ArrayList<>();
        for (byte[] block : blocks.getOrDefault(field, List.of())) {
            messages.add(read(block));
        }
        return messages;
    }

    /** A map of texts. */
    public Map<String, String> map(int field) throws IOException {
        Map<String, String> map = new HashMap<>();
        for (ProtoMessage entry : messages(field)) {
            map.put(entry.text(1), entry.text(2));
        }
        return map;
    }

    /** Puts a message together. */
    public static final class Builder {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        /** Adds a text. */
        public Builder text(int field, String text) {
            return bytes(field, text.getBytes(StandardCharsets.UTF_8));
        }

        /** Adds bytes, or a message within. */
        public Builder bytes(int field, byte[] bytes) {
            varint((long) field << 3 | 2);
            varint(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        /** Adds a truth value. */
        public Builder truth(int field, boolean value) {
            return number(field, value ? 1 : 0);
        }

        /** Adds a number. */
        public Builder number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        private void varint(long value) {
            long left = value;
            while ((left & ~0x7fL) != 0) {
                out.write((int) (left & 0x7f | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
        }

        /** The bytes of the message. */
        public byte[] build() {
            return out.toByteArray();
        }
    }

    private static final class Cursor {
        private final byte[] bytes;
        private int at;

        Cursor(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean hasMore() {
            return at < bytes.length;
        }

        long varint() throws IOException {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                if (!hasMore()) {
                    throw new IOException("the answer ends within a number");
                }
                byte next = bytes[at++];
                value |= (next & 0x7fL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IOException("the answer has a number without end");
        }

        void skip(int count) throws IOException {
            if (count < 0 || count > bytes.length - at) {
                throw new IOException("the answer ends within a field");
            }
            at += count;
        }

        byte[] block() throws IOException {
            long length = varint();
            int start = at;
            if (length < 0 || length > bytes.length - at) {
                throw new IOException("the answer ends within a field");
            }
            at += (int) length;
            return Arrays.copyOfRange(bytes, start, at);
        }
    }
}
