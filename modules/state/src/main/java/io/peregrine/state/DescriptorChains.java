package io.peregrine.state;

import io.peregrine.state.descriptor.Descriptor;
import java.util.Arrays;

/**
 * Descriptors by number in a hash table of chains, whose order rules can see: {@code fd.types} lists kinds in the order in which the
 * reference's table is walked, which is that of an {@code unordered_map} of the GNU C++ library. All entries form one list; those of a
 * bucket lie next to each other; a new entry goes to the front of its bucket, or of the whole list when its bucket is empty.
 *
 * <pre>
 *   before[bucket]  what is in front of the bucket's first entry: 0 nothing (the bucket is empty), 1 the list's head, n + 2 entry n
 *   numbers[n], values[n], next[n]  entry n; next is -1 at the end; free entries form a list of their own
 * </pre>
 */
final class DescriptorChains {
    private static final int[] BUCKETS = {13, 29, 59, 127, 257, 541, 1109, 2357, 5087};
    private static final int EMPTY_BUCKET = 0;
    private static final int HEAD = 1;
    private static final int ENTRY = 2;
    private static final int END = -1;

    private int[] before;
    private long[] numbers;
    private Descriptor[] values;
    private int[] next;
    private int first = END;
    private int free;
    private int size;

    DescriptorChains() {
        allocate(BUCKETS[0]);
    }

    private void allocate(int buckets) {
        before = new int[buckets];
        numbers = new long[buckets];
        values = new Descriptor[buckets];
        next = new int[buckets];
        for (int i = 0; i < buckets; i++) {
            next[i] = i + 1 == buckets ? END : i + 1;
        }
        first = END;
        free = 0;
        size = 0;
    }

    /** A copy with the same order. */
    DescriptorChains same() {
        DescriptorChains copy = new DescriptorChains();
        copy.before = before.clone();
        copy.numbers = numbers.clone();
        copy.values = values.clone();
        copy.next = next.clone();
        copy.first = first;
        copy.free = free;
        copy.size = size;
        return copy;
    }

    /** A copy made by inserting the entries one by one, as a fork does, which changes their order. */
    DescriptorChains inserted() {
        DescriptorChains copy = new DescriptorChains();
        for (int entry = first; entry != END; entry = next[entry]) {
            copy.put(numbers[entry], values[entry]);
        }
        return copy;
    }

    int size() {
        return size;
    }

    /** The number of buckets, and of entries for which there is room. */
    int capacity() {
        return before.length;
    }

    private int larger() {
        for (int buckets : BUCKETS) {
            if (buckets > capacity()) {
                return buckets;
            }
        }
        throw new IllegalStateException("A table of descriptors holds at most " + BUCKETS[BUCKETS.length - 1] + ".");
    }

    /** The descriptor with this number, null when there is none. */
    Descriptor find(long number) {
        int entry = entryOf(number);
        return entry == END ? null : values[entry];
    }

    private int entryOf(long number) {
        int bucket = bucket(number);
        int entry = firstOf(bucket);
        while (entry != END) {
            if (numbers[entry] == number) {
                return entry;
            }
            entry = next[entry];
            if (entry != END && bucket(numbers[entry]) != bucket) {
                return END;
            }
        }
        return END;
    }

    private int bucket(long number) {
        int buckets = before.length;
        return number >= 0 && number < buckets ? (int) number : (int) Long.remainderUnsigned(number, buckets);
    }

    private int firstOf(int bucket) {
        int place = before[bucket];
        if (place == EMPTY_BUCKET) {
            return END;
        }
        return place == HEAD ? first : next[place - ENTRY];
    }

    /** Replaces or adds an entry; returns what was there, null for nothing. */
    Descriptor put(long number, Descriptor value) {
        int known = entryOf(number);
        if (known != END) {
            Descriptor old = values[known];
            values[known] = value;
            return old;
        }
        add(number, value);
        return null;
    }

    /** Adds an entry whose number is not there. */
    void add(long number, Descriptor value) {
        if (size == capacity()) {
            grow();
        }
        int entry = free;
        free = next[entry];
        numbers[entry] = number;
        values[entry] = value;
        link(entry);
        size++;
    }

    /** Puts an entry in front of its bucket, or of the list when its bucket is empty. */
    private void link(int entry) {
        int bucket = bucket(numbers[entry]);
        if (before[bucket] == EMPTY_BUCKET) {
            next[entry] = first;
            if (first != END) {
                before[bucket(numbers[first])] = entry + ENTRY;
            }
            first = entry;
            before[bucket] = HEAD;
        } else {
            int place = before[bucket];
            next[entry] = firstOf(bucket);
            setNext(place, entry);
        }
    }

    private void setNext(int place, int entry) {
        if (place == HEAD) {
            first = entry;
        } else {
            next[place - ENTRY] = entry;
        }
    }

    /** Links the entries again in their order into more buckets. */
    private void grow() {
        int[] oldNext = next;
        long[] oldNumbers = numbers;
        Descriptor[] oldValues = values;
        int oldFirst = first;
        allocate(larger());
        for (int entry = oldFirst; entry != END; entry = oldNext[entry]) {
            add(oldNumbers[entry], oldValues[entry]);
        }
    }

    /** Removes an entry; returns what was there, null for nothing. */
    Descriptor remove(long number) {
        int entry = entryOf(number);
        if (entry == END) {
            return null;
        }
        Descriptor old = values[entry];
        int bucket = bucket(number);
        int place = before[bucket];
        int following = next[entry];
        boolean alone = following == END || bucket(numbers[following]) != bucket;
        if (firstOf(bucket) == entry) {
            if (alone) {
                moveFront(following, place);
                before[bucket] = EMPTY_BUCKET;
            }
        } else {
            place = previous(bucket, entry) + ENTRY;
            if (alone) {
                moveFront(following, place);
            }
        }
        setNext(place, following);
        values[entry] = null;
        next[entry] = free;
        free = entry;
        size--;
        return old;
    }

    /** The first entry of the next bucket has something else in front of it now. */
    private void moveFront(int entry, int place) {
        if (entry != END) {
            before[bucket(numbers[entry])] = place;
        }
    }

    private int previous(int bucket, int entry) {
        int at = firstOf(bucket);
        while (next[at] != entry) {
            at = next[at];
        }
        return at;
    }

    /** Visits every descriptor in the order of the list; the table must not change meanwhile. */
    void forEach(DescriptorTable.Visitor visitor) {
        for (int entry = first; entry != END; entry = next[entry]) {
            visitor.accept(numbers[entry], values[entry]);
        }
    }

    /** Whether any descriptor is meant by the choice. */
    boolean any(DescriptorTable.Choice choice) {
        for (int entry = first; entry != END; entry = next[entry]) {
            if (choice.test(numbers[entry], values[entry])) {
                return true;
            }
        }
        return false;
    }

    /**
     * All numbers in an order in which they can be put into an empty table to give this list, where there is one: entries that were removed may have
     * left a list that no order gives. Allocates.
     *
     * <p>Found from the end. What was put last stands in front of the list, until the table had to grow; growing turned the list around.
     */
    long[] arrivals() {
        long[] list = walk();
        long[] arrivals = new long[list.length];
        int left = list.length;
        while (left > 0) {
            int before = roomBefore(left);
            for (int i = 0; i < left - before; i++) {
                arrivals[left - 1 - i] = list[i];
            }
            list = turned(list, left - before);
            left = before;
        }
        return arrivals;
    }

    private long[] walk() {
        long[] list = new long[size];
        int count = 0;
        for (int entry = first; entry != END; entry = next[entry]) {
            list[count++] = numbers[entry];
        }
        return list;
    }

    /** How many entries a table of so many had when it last grew, 0 when it never did. */
    private static int roomBefore(int entries) {
        int room = 0;
        for (int buckets : BUCKETS) {
            if (buckets < entries) {
                room = buckets;
            }
        }
        return room;
    }

    private static long[] turned(long[] list, int from) {
        long[] turned = new long[list.length - from];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = list[list.length - 1 - i];
        }
        return turned;
    }

    /** All numbers in ascending order; allocates. */
    long[] sortedNumbers() {
        long[] all = walk();
        Arrays.sort(all);
        return all;
    }
}
