package io.peregrine.diagnostics;

import java.util.Arrays;

/**
 * A growing list of pairs of numbers, the bounds of ranges, at eight bytes a range. What a text of a million pieces makes is kept as such ranges,
 * where an object for each piece would take ten times the text. One thread adds; when it is done, any thread may read.
 */
public final class RangeList {
    private int[] bounds = new int[16];
    private int size;

    /** Adds a range behind the others. */
    public void add(int start, int end) {
        if (2 * size == bounds.length) {
            bounds = Arrays.copyOf(bounds, bounds.length + bounds.length / 4 * 2);
        }
        bounds[2 * size] = start;
        bounds[2 * size + 1] = end;
        size++;
    }

    /** Gives back the memory that was reserved for more. */
    public void trim() {
        bounds = Arrays.copyOf(bounds, 2 * size);
    }

    /** The number of ranges. */
    public int size() {
        return size;
    }

    /** The first number of a range. */
    public int start(int index) {
        return bounds[2 * index];
    }

    /** The second number of a range. */
    public int end(int index) {
        return bounds[2 * index + 1];
    }

    /** Whether the ranges are the same ones in the same order. */
    boolean sameAs(RangeList other) {
        return Arrays.equals(bounds, 0, 2 * size, other.bounds, 0, 2 * other.size);
    }
}
