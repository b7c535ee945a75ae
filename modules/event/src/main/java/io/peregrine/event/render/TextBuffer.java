package io.peregrine.event.render;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** A growing buffer of bytes in which text is put together. Owned by one thread; allocates only while it still grows. */
public final class TextBuffer {
    private static final int INITIAL_SIZE = 64;

    private byte[] bytes = new byte[INITIAL_SIZE];
    private int length;

    /** Empties the buffer. */
    public TextBuffer clear() {
        length = 0;
        return this;
    }

    /** The array that holds the text from index 0 on; replaced when the buffer grows. */
    public byte[] array() {
        return bytes;
    }

    /** The number of bytes. */
    public int length() {
        return length;
    }

    /** Whether there are no bytes. */
    public boolean isEmpty() {
        return length == 0;
    }

    /** The byte at an index. */
    public byte at(int index) {
        return bytes[index];
    }

    /** Cuts the text to its first bytes. */
    public TextBuffer truncate(int newLength) {
        length = Math.min(length, newLength);
        return this;
    }

    /** Appends one byte, the low 8 bits of a character. */
    public TextBuffer append(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** Appends one byte. */
    public TextBuffer append(byte value) {
        reserve(1);
        bytes[length++] = value;
        return this;
    }

    /** Appends ASCII text; the low 8 bits of each character are taken. */
    public TextBuffer append(String ascii) {
        int count = ascii.length();
        reserve(count);
        for (int i = 0; i < count; i++) {
            bytes[length + i] = (byte) ascii.charAt(i);
        }
        length += count;
        return this;
    }

    /** Appends a byte string. */
    public TextBuffer append(ByteString value) {
        return append(value.array(), 0, value.length());
    }

    /** Appends part of an array. */
    public TextBuffer append(byte[] array, int from, int count) {
        reserve(count);
        System.arraycopy(array, from, bytes, length, count);
        length += count;
        return this;
    }

    /** Appends bytes of native memory. */
    public TextBuffer append(MemorySegment memory, long from, int count) {
        reserve(count);
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, from, bytes, length, count);
        length += count;
        return this;
    }

    /** Appends bytes of an event's parameter. */
    public TextBuffer append(EventView event, int param, int from, int count) {
        reserve(count);
        if (count > 0) {
            event.copy(param, from, count, bytes, length);
        }
        length += count;
        return this;
    }

    /** Appends a signed number in decimal. */
    public TextBuffer appendDecimal(long value) {
        if (value == Long.MIN_VALUE) {
            return append("-9223372036854775808");
        }
        if (value < 0) {
            append('-');
            return appendUnsigned(-value);
        }
        return appendUnsigned(value);
    }

    /** Appends an unsigned number in decimal. */
    public TextBuffer appendUnsigned(long value) {
        return appendUnsigned(value, 1);
    }

    /** Appends an unsigned number in decimal, with zeros in front up to a width of at most 20. */
    public TextBuffer appendUnsigned(long value, int width) {
        int digits = digits(value);
        int count = Math.max(digits, width);
        reserve(count);
        int at = length + count - 1;
        long rest = value;
        while (rest != (int) rest || rest < 0) {
            long next = Long.divideUnsigned(rest, 10);
            bytes[at--] = (byte) ('0' + (rest - next * 10));
            rest = next;
        }
        int small = (int) rest; // a division of these takes a fraction of the time
        for (; at >= length; at--) {
            int next = small / 10;
            bytes[at] = (byte) ('0' + (small - next * 10));
            small = next;
        }
        length += count;
        return this;
    }

    private static int digits(long value) {
        int digits = 1;
        long rest = value;
        for (; rest != (int) rest || rest < 0; rest = Long.divideUnsigned(rest, 10)) {
            digits++;
        }
        for (int small = (int) rest / 10; small != 0; small /= 10) {
            digits++;
        }
        return digits;
    }

    /** Appends an unsigned number in a base of 2, 8 or 16, given by its bits a digit, with capital or small letters. */
    public TextBuffer appendBits(long value, int bitsPerDigit, boolean capital) {
        int digits = Math.max(1, (64 - Long.numberOfLeadingZeros(value) + bitsPerDigit - 1) / bitsPerDigit);
        reserve(digits);
        long mask = (1L << bitsPerDigit) - 1;
        char ten = capital ? 'A' : 'a';
        for (int i = 0; i < digits; i++) {
            int digit = (int) ((value >>> ((digits - 1 - i) * bitsPerDigit)) & mask);
            bytes[length + i] = (byte) (digit < 10 ? '0' + digit : ten + digit - 10);
        }
        length += digits;
        return this;
    }

    /** The text as an own copy; allocates. */
    public ByteString copy() {
        return ByteString.copy(bytes, 0, length);
    }

    private void reserve(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }
}
