package io.peregrine.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/**
 * Damages bytes at random: flips, extreme numbers where lengths may stand, pieces cut out, doubled or swapped. The same seed damages in
 * the same way.
 */
public final class Mutation {
    private static final int[] EXTREMES = {0, 1, -1, 12, 0x7fffffff, 0x80000000, 0xffff, 0x10000, 0x00ffffff};

    private final Random random;

    /** A sequence of mutations that this seed decides. */
    public Mutation(long seed) {
        random = new Random(seed);
    }

    /** A damaged copy. */
    public byte[] of(byte[] original) {
        byte[] bytes = original.clone();
        for (int count = 1 + random.nextInt(4); count > 0 && bytes.length > 8; count--) {
            bytes = once(bytes);
        }
        return bytes;
    }

    private byte[] once(byte[] bytes) {
        int at = random.nextInt(bytes.length - 4);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        switch (random.nextInt(7)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> buffer.putInt(at & ~3, EXTREMES[random.nextInt(EXTREMES.length)]);
            case 2 -> buffer.putShort(at, (short) EXTREMES[random.nextInt(EXTREMES.length)]);
            case 3 -> buffer.putInt(at & ~3, buffer.getInt(at & ~3) + random.nextInt(33) - 16);
            case 4 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 5 -> {
                return without(bytes, at, Math.min(1 + random.nextInt(64), bytes.length - at));
            }
            default -> {
                int length = Math.min(random.nextInt(64), bytes.length - at);
                System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int at, int count) {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - count);
        System.arraycopy(bytes, at + count, shorter, at, bytes.length - at - count);
        return shorter;
    }
}
