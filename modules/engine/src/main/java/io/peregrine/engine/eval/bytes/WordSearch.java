package io.peregrine.engine.eval.bytes;

import io.peregrine.event.ZeroBytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds a short string of bytes inside ranges, eight places at a time: where both its first and its last byte stand, all of it is compared. Immutable. */
final class WordSearch implements ByteSearch {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PLACES = Long.BYTES;

    /** The bit in which an upper and a lower ASCII letter differ. */
    private static final int CASE = 0x20;

    private final byte[] needle;
    private final boolean ignoreCase;
    private final long first;
    private final long firstFold;
    private final long last;
    private final long lastFold;

    /**
     * A search.
     *
     * @param needle at least one byte; with lower letters when case is ignored; not changed by anybody
     */
    WordSearch(byte[] needle, boolean ignoreCase) {
        this.needle = needle;
        this.ignoreCase = ignoreCase;
        byte end = needle[needle.length - 1];
        first = ZeroBytes.ONES * (needle[0] & 0xff);
        firstFold = fold(needle[0]);
        last = ZeroBytes.ONES * (end & 0xff);
        lastFold = fold(end);
    }

    /** What makes an upper letter a lower one in all places; a byte with that bit set is a letter's only if the letter in either case was there. */
    private long fold(byte b) {
        return ignoreCase && b >= 'a' && b <= 'z' ? ZeroBytes.ONES * CASE : 0;
    }

    @Override
    public int indexIn(byte[] bytes, int from, int to) {
        int span = needle.length - 1;
        int end = to - span; // behind the last place where it may begin
        if (end - from < PLACES) {
            return indexOneByOne(bytes, from, end);
        }
        int at = from;
        for (; at <= end - PLACES; at += PLACES) {
            long places = places((long) LONGS.get(bytes, at), (long) LONGS.get(bytes, at + span));
            if (places != 0) {
                int found = indexAmong(bytes, at, places);
                if (found >= 0) {
                    return found;
                }
            }
        }
        if (at == end) {
            return -1;
        }
        int rest = end - PLACES;
        return indexAmong(bytes, rest, places((long) LONGS.get(bytes, rest), (long) LONGS.get(bytes, rest + span)));
    }

    /**
     * The places of eight at which the first and the last byte stand, as the highest bit of each. The lowest is right; one above it may be wrong ({@link ZeroBytes}) and is compared in vain.
     */
    private long places(long firsts, long lasts) {
        long differs = (firsts | firstFold) ^ first | (lasts | lastFold) ^ last;
        return ZeroBytes.in(differs);
    }

    private int indexAmong(byte[] bytes, int from, long places) {
        for (long left = places; left != 0; left &= left - 1) {
            int place = from + ZeroBytes.first(left);
            if (isAt(bytes, place)) {
                return place;
            }
        }
        return -1;
    }

    private int indexOneByOne(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            if (isAt(bytes, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isAt(byte[] bytes, int at) {
        for (int i = 0; i < needle.length; i++) {
            byte b = bytes[at + i];
            if ((ignoreCase ? AsciiCase.lower(b) : b) != needle[i]) {
                return false;
            }
        }
        return true;
    }
}
