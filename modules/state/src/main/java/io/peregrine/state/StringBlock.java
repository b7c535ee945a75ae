package io.peregrine.state;

import io.peregrine.event.ByteString;
import java.util.List;

/**
 * An immutable list of byte strings kept as one block: arguments, environment, cgroups. The items lie back to back with one NUL between
 * them, as the kernel keeps them; a clone shares the block.
 *
 * <p>An item may be empty; NUL-separated bytes of which there are none have no items.
 */
public final class StringBlock {
    /** The list of no items. */
    public static final StringBlock EMPTY = new StringBlock(ByteString.EMPTY, 0);

    private static final ByteString CLOSING = ByteString.wrap(new byte[1]);

    private final ByteString joined;
    private final int count;
    private int holders;

    private StringBlock(ByteString joined, int count) {
        this.joined = joined;
        this.count = count;
    }

    /** The items of NUL-separated bytes; one NUL at the end closes the last item and begins no other. */
    public static StringBlock of(ByteString block) {
        int end = block.length();
        if (end > 0 && block.at(end - 1) == 0) {
            end--;
        }
        if (end == 0) {
            return EMPTY;
        }
        int items = 1;
        for (int i = 0; i < end; i++) {
            if (block.at(i) == 0) {
                items++;
            }
        }
        return new StringBlock(block.slice(0, end), items);
    }

    /** These items, none of which holds a NUL. */
    static StringBlock of(List<ByteString> items) {
        if (items.isEmpty()) {
            return EMPTY;
        }
        ByteString joined = items.getFirst();
        for (ByteString item : items.subList(1, items.size())) {
            joined = joined.concat(CLOSING).concat(item);
        }
        return new StringBlock(joined, items.size());
    }

    /** One more thread of a table holds this block; the first one pays for its bytes. */
    void retain(MemoryBudget budget) {
        if (count > 0 && holders++ == 0) {
            budget.charge(weight());
        }
    }

    /** One thread less holds this block; the last one gives its bytes back. */
    void release(MemoryBudget budget) {
        if (count > 0 && --holders == 0) {
            budget.credit(weight());
        }
    }

    /** What a thread that had another block costs more with this one, unless other threads hold this one already. */
    long weightFor(StringBlock before) {
        return before == this || holders > 0 || count == 0 ? 0 : weight();
    }

    /** What the block costs in bytes. */
    long weight() {
        return 24 + 24 + 16 + joined.length();
    }

    /** The number of items. */
    public int count() {
        return count;
    }

    /** Whether there are no items. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** All items with one NUL between two of them and none at the end. */
    public ByteString joined() {
        return joined;
    }

    /** All items, each closed by a NUL; allocates. */
    public ByteString closed() {
        return count == 0 ? joined : joined.concat(CLOSING);
    }

    /** The index in {@link #joined()} where the item behind the one at this index begins; {@code joined().length() + 1} after the last. */
    public int next(int start) {
        int end = joined.indexOf(0, start);
        return end < 0 ? joined.length() + 1 : end + 1;
    }

    /**
     * A copy of one item.
     *
     * @throws IndexOutOfBoundsException for an index outside 0 to {@link #count()} - 1
     */
    public ByteString get(int index) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException(index);
        }
        int start = 0;
        for (int i = 0; i < index; i++) {
            start = next(start);
        }
        return joined.slice(start, next(start) - 1);
    }

    /** All items with another byte instead of each NUL; allocates. */
    public ByteString joinedBy(int separator) {
        if (count < 2) {
            return joined;
        }
        byte[] bytes = joined.array().clone();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                bytes[i] = (byte) separator;
            }
        }
        return ByteString.wrap(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StringBlock that && count == that.count && joined.equals(that.joined);
    }

    @Override
    public int hashCode() {
        return joined.hashCode();
    }

    @Override
    public String toString() {
        return joinedBy(' ').toString();
    }
}
