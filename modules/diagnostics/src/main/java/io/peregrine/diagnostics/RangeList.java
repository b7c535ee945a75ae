package io.peregrine.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A growing list of pairs of numbers, the bounds of ranges, at eight bytes a range. What a text of a million pieces makes is kept as such ranges,
 * where an object for each piece would take ten times the text. It grows by blocks, so that nothing is copied. One thread adds; when it is done, any thread
 * may read.
 */
public final class RangeList {
    private static final int BLOCK_BITS = 12;
    /** Ranges in a block. */
    private static final int BLOCK = 1 << BLOCK_BITS;

    private final List<int[]> blocks = new ArrayList<>();
    private int size;

    /** Adds a range behind the others. */
    public void add(int start, int end) {
        int at = size & BLOCK - 1;
        if (at == 0) {
            blocks.add(new int[2 * BLOCK]);
        }
        int[] last = blocks.getLast();
        last[2 * at] = start;
        last[2 * at + 1] = end;
        size++;
    }

    /** The number of ranges. */
    public int size() {
        return size;
    }

    /** The first number of a range. */
    public int start(int index) {
        return blocks.get(index >> BLOCK_BITS)[2 * (index & BLOCK - 1)];
    }

    /** The second number of a range. */
    public int end(int index) {
        return blocks.get(index >> BLOCK_BITS)[2 * (index & BLOCK - 1) + 1];
    }

    /** Whether the ranges are the same ones in the same order. */
    boolean sameAs(RangeList other) {
        if (size != other.size) {
            return false;
        }
        for (int i = 0; i < blocks.size(); i++) {
            if (!Arrays.equals(blocks.get(i), other.blocks.get(i))) {
                return false;
            }
        }
        return true;
    }
}
