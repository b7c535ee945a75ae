package io.peregrine.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.schema.EventCodes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventViewTest {
    private final EventWriter writer = new EventWriter();
    private final EventView view = new EventView();

    @Test
    void readsBackWhatWasWritten() {
        writer.begin(EventCodes.SYSCALL_OPEN_X, 1_700_000_000_000_000_001L, 4242, 6)
                .number(-2, 8)
                .text(ByteString.of("/etc/shadow"))
                .number(0x1001, 4)
                .number(0, 4)
                .empty()
                .number(-1L, 8)
                .wrapIn(view, 3);
        view.giveNumber(17);

        assertThat(view.timestamp()).isEqualTo(1_700_000_000_000_000_001L);
        assertThat(view.tid()).isEqualTo(4242);
        assertThat(view.cpu()).isEqualTo(3);
        assertThat(view.number()).isEqualTo(17);
        assertThat(view.descriptor().name()).isEqualTo("open");
        assertThat(view.signed(0)).isEqualTo(-2);
        assertThat(view.text(1)).isEqualTo(ByteString.of("/etc/shadow"));
        assertThat(view.unsigned(2)).isEqualTo(0x1001);
        assertThat(view.has(4)).isFalse();
        assertThat(view.unsigned(5)).isEqualTo(-1L);
        assertThat(view.paramLength(6)).isZero();
    }

    @Test
    void aTextEndsAtItsFirstNulWhereverThatStands() {
        Random random = new Random(6);
        for (int round = 0; round < 20_000; round++) {
            byte[] value = new byte[random.nextInt(40)];
            for (int i = 0; i < value.length; i++) {
                value[i] = (byte) (random.nextInt(12) == 0 ? 0 : random.nextInt(4) == 0 ? 1 : random.nextInt(256));
            }
            int end = 0;
            while (end < value.length && value[end] != 0) {
                end++;
            }
            writer.begin(EventCodes.SYSCALL_EXECVE_19_X, 1, 2, 2)
                    .bytes(new byte[random.nextInt(8)])
                    .bytes(value)
                    .wrapIn(view, 0);
            assertThat(view.textLength(1)).isEqualTo(end);
        }
    }

    @Test
    void parametersAreTheSameInWhateverOrderTheyAreAsked() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            int params = 1 + random.nextInt(EventLayout.MAX_PARAMS);
            byte[][] values = new byte[params][];
            writer.begin(EventCodes.SYSCALL_EXECVE_19_X, 1, 2, params);
            for (int i = 0; i < params; i++) {
                values[i] = new byte[random.nextInt(12)];
                random.nextBytes(values[i]);
                writer.bytes(values[i]);
            }
            writer.wrapIn(view, 0);
            for (int ask = 0; ask < 40; ask++) {
                int param = random.nextInt(params);
                assertThat(view.bytes(param)).isEqualTo(ByteString.wrap(values[param]));
            }
        }
    }

    @Test
    void aValueIsComparedFromItsFirstToItsLastByte() {
        byte[] value = new byte[37];
        new Random(3).nextBytes(value);
        writer.begin(EventCodes.SYSCALL_OPEN_X, 1, 1, 2)
                .number(3, 8)
                .bytes(value)
                .wrapIn(view, 0);

        for (int count = 0; count <= value.length; count++) {
            byte[] bytes = Arrays.copyOf(value, count);
            assertThat(view.startsWith(1, bytes, count)).as(count + " bytes").isTrue();
            for (int i = 0; i < count; i++) {
                bytes[i] ^= 0x10;
                assertThat(view.startsWith(1, bytes, count))
                        .as("byte " + i + " of " + count)
                        .isFalse();
                bytes[i] ^= 0x10;
            }
        }
        assertThat(view.startsWith(1, new byte[38], 38))
                .as("more than there is")
                .isFalse();
        assertThat(view.startsWith(9, new byte[0], 0)).as("nothing of nothing").isTrue();
    }

    @Test
    void largePayloadHasLengthsOf32Bits() {
        byte[] payload = new byte[100_000];
        payload[99_999] = 7;
        writer.begin(EventCodes.PLUGINEVENT_E, 1, 0, 2)
                .number(9, 4)
                .bytes(payload)
                .wrapIn(view, 0);

        assertThat(view.paramLength(1)).isEqualTo(100_000);
        assertThat(view.byteAt(1, 99_999)).isEqualTo(7);
    }

    @Test
    void randomBytesNeverReadOutsideTheEvent() {
        Random random = new Random(42);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(256);
            for (int round = 0; round < 50_000; round++) {
                byte[] bytes = new byte[256];
                random.nextBytes(bytes);
                bytes[16] = (byte) random.nextInt(256);
                bytes[17] = bytes[18] = bytes[19] = 0;
                bytes[21] = (byte) random.nextInt(2);
                bytes[22] = (byte) random.nextInt(34);
                bytes[23] = bytes[24] = bytes[25] = 0;
                MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, 256);
                boolean isEvent = view.wrap(bytes, 0, 256, 0);
                if (isEvent) {
                    readAll();
                }
                assertThat(view.copyFrom(memory, 0, 256, 0)).isEqualTo(isEvent);
                if (isEvent) {
                    assertThat(view.bytes(0))
                            .isEqualTo(ByteString.copy(bytes, view.paramOffset(0), view.paramLength(0)));
                    readAll();
                }
            }
        }
    }

    private void readAll() {
        int sum = 0;
        for (int i = 0; i < view.paramCount(); i++) {
            sum += view.paramLength(i);
            view.signed(i);
            view.unsigned(i);
            assertThat(view.bytes(i).length()).isEqualTo(view.paramLength(i));
        }
        assertThat(sum).isLessThanOrEqualTo(view.length());
    }

    @Test
    void aViewThatBecameAnotherKeepsItsEventWhenTheOtherMovesOn() {
        EventView other = new EventView();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(1 << 12);
            for (int size : new int[] {10, 3000, 100}) {
                writer.begin(EventCodes.SYSCALL_EXECVE_19_X, size, 2, 2)
                        .bytes(new byte[size])
                        .text(ByteString.of("kept " + size))
                        .wrapIn(view, 1);
                MemorySegment.copy(view.array(), view.offset(), memory, ValueLayout.JAVA_BYTE, 0, view.length());
                assertThat(other.copyFrom(memory, 0, memory.byteSize(), 1)).isTrue();
                long turn = view.turn();
                view.become(other);
                assertThat(view.turn()).isNotEqualTo(turn);
                memory.fill((byte) 0x55);
                NativeHeader.putTimestamp(memory, 0, 7);
                assertThat(other.copyFrom(memory, 0, memory.byteSize(), 1))
                        .as("it is no event any more")
                        .isFalse();
                assertThat(view.timestamp()).isEqualTo(size);
                assertThat(view.text(1)).isEqualTo(ByteString.of("kept " + size));
                assertThat(view.cpu()).isEqualTo(1);
            }
        }
    }

    @Test
    void anEventOfMoreThanTheLargestSizeIsNone() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(2L * EventLayout.LARGEST);
            byte[] header = new byte[EventLayout.HEADER_SIZE];
            for (int over = 0; over <= 1; over++) {
                int length = EventLayout.LARGEST + over;
                EventLayout.putHeader(header, 0, new EventLayout.Header(1, 2, length, EventCodes.PLUGINEVENT_E, 0));
                MemorySegment.copy(header, 0, memory, ValueLayout.JAVA_BYTE, 0, header.length);
                assertThat(view.copyFrom(memory, 0, memory.byteSize(), 0)).isEqualTo(over == 0);
            }
        }
    }
}
