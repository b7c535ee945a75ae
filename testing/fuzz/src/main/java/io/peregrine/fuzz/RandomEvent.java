package io.peregrine.fuzz;

import io.peregrine.capture.block.BlockType;
import io.peregrine.event.EventLayout;
import io.peregrine.fuzz.CaptureBlocks.Block;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventFlag;
import io.peregrine.schema.EventTable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Events whose frame, header and lengths fit together and whose values are anything: any code, any number of parameters, any length. They
 * come past the reader and reach converter, state handlers and fields.
 */
final class RandomEvent {
    private static final int PREFIX = 2;
    private static final int MOST_BYTES = 60_000;
    private static final long[] NUMBERS = {
        0, 1, 2, 3, -1, -2, -100, 0x7fffffffL, 0x80000000L, 0xffffffffL, Long.MAX_VALUE, Long.MIN_VALUE, 4096, 0xcafe
    };
    private static final String[] TEXTS = {
        "",
        "/",
        "..",
        "/../..",
        "a",
        "/etc/passwd",
        "<NA>",
        "(NULL)",
        "./a/../../b",
        "cpu=/docker/0123456789ab",
        "A=1",
        "\u00e9",
        "%s%n"
    };
    private static final int[] FAMILIES = {0, 1, 2, 10, 255};

    private final Random random;

    RandomEvent(Random random) {
        this.random = random;
    }

    /** An event of any code, of a thread and a time near those of another event. */
    Block near(Block other) {
        int code = random.nextInt(EventCodes.COUNT);
        EventDescriptor descriptor = EventTable.byCode(code);
        boolean large = descriptor.has(EventFlag.LARGE_PAYLOAD);
        int declared = descriptor.params().size();
        int count = random.nextInt(8) == 0 ? random.nextInt(EventLayout.MAX_PARAMS + 1) : declared;
        byte[][] values = new byte[count][];
        int length = EventLayout.HEADER_SIZE + count * (large ? 4 : 2);
        for (int i = 0; i < count; i++) {
            values[i] = length > MOST_BYTES ? new byte[0] : value();
            length += values[i].length;
        }
        ByteBuffer body = ByteBuffer.allocate(PREFIX + length).order(ByteOrder.LITTLE_ENDIAN);
        body.putShort((short) random.nextInt(4));
        body.putLong(header(other, 0))
                .putLong(header(other, 8))
                .putInt(length)
                .putShort((short) code)
                .putInt(count);
        for (byte[] value : values) {
            if (large) {
                body.putInt(value.length);
            } else {
                body.putShort((short) value.length);
            }
        }
        for (byte[] value : values) {
            body.put(value);
        }
        return new Block(large ? BlockType.LARGE_EVENT : BlockType.EVENT_V2, body.array());
    }

    private static long header(Block event, int field) {
        int at = event.eventOffset() + field;
        return event.isEvent() && event.body().length >= at + 8
                ? ByteBuffer.wrap(event.body()).order(ByteOrder.LITTLE_ENDIAN).getLong(at)
                : 1;
    }

    private byte[] value() {
        return switch (random.nextInt(10)) {
            case 0 -> new byte[0];
            case 1, 2 -> number(4);
            case 3, 4, 5 -> number(8);
            case 6 -> number(1 + random.nextInt(2));
            case 7 -> text();
            case 8 -> address();
            default -> noise(random.nextInt(random.nextInt(10) == 0 ? 20_000 : 64));
        };
    }

    private byte[] number(int size) {
        long value = random.nextBoolean() ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextInt(40);
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        return java.util.Arrays.copyOf(bytes, size);
    }

    private byte[] text() {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            text.append(TEXTS[random.nextInt(TEXTS.length)]);
            text.append(random.nextInt(4) == 0 ? "\0" : "");
        }
        return text.append(random.nextInt(8) == 0 ? "" : "\0").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A socket address or a pair of them: the family, then bytes of a length that may fit. */
    private byte[] address() {
        int[] lengths = {1, 3, 7, 13, 19, 9, 37, 17, 18, 127, 130};
        byte[] bytes = noise(lengths[random.nextInt(lengths.length)]);
        bytes[0] = (byte) FAMILIES[random.nextInt(FAMILIES.length)];
        return bytes;
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
