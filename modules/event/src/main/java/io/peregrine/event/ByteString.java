package io.peregrine.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An immutable string of bytes: kernel text as it came, in no encoding. Equality and order are those of unsigned bytes. The hash is
 * computed once.
 */
public final class ByteString implements Comparable<ByteString> {
    /** The string of no bytes. */
    public static final ByteString EMPTY = new ByteString(new byte[0]);

    private final byte[] bytes;
    private int hash;

    private ByteString(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A string over this array, which the caller gives away. */
    public static ByteString wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new ByteString(bytes);
    }

    /** A copy of part of an array. */
    public static ByteString copy(byte[] bytes, int from, int length) {
        return wrap(Arrays.copyOfRange(bytes, from, from + length));
    }

    /** The UTF-8 bytes of a text. */
    public static ByteString of(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** Whether there are no bytes. */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** The byte at an index. */
    public byte at(int index) {
        return bytes[index];
    }

    /** The array itself, for reading alone: who writes to it breaks every holder of this string. */
    public byte[] array() {
        return bytes;
    }

    /** The bytes from an index up to another. */
    public ByteString slice(int from, int to) {
        return from == 0 && to == bytes.length ? this : wrap(Arrays.copyOfRange(bytes, from, to));
    }

    /** The index of a byte at or behind an index, -1 when there is none. */
    public int indexOf(int value, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == (byte) value) {
                return i;
            }
        }
        return -1;
    }

    /** The last index of a byte, -1 when there is none. */
    public int lastIndexOf(int value) {
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == (byte) value) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the string begins with these bytes. */
    public boolean startsWith(ByteString prefix) {
        return bytes.length >= prefix.bytes.length
                && Arrays.equals(bytes, 0, prefix.bytes.length, prefix.bytes, 0, prefix.bytes.length);
    }

    /** This string followed by another. */
    public ByteString concat(ByteString other) {
        if (other.isEmpty()) {
            return this;
        }
        byte[] joined = Arrays.copyOf(bytes, bytes.length + other.bytes.length);
        System.arraycopy(other.bytes, 0, joined, bytes.length, other.bytes.length);
        return wrap(joined);
    }

    /** Whether the string equals part of an array. */
    public boolean equalsBytes(byte[] other, int from, int length) {
        return bytes.length == length && Arrays.equals(bytes, 0, length, other, from, from + length);
    }

    @Override
    public int compareTo(ByteString other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteString that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        int value = hash;
        if (value == 0) {
            value = Arrays.hashCode(bytes);
            hash = value;
        }
        return value;
    }

    /** The bytes read as UTF-8, with replacements; for diagnostics, not for outputs. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
