package io.peregrine.state;

import java.util.Arrays;

/**
 * The descriptors of a process by number: open addressing with linear probing, at most {@link #MAX_SIZE} entries.
 *
 * <p>A fork shares the storage until one side writes. Owned by the table's thread.
 */
public final class DescriptorTable {
    /** The most descriptors that are kept of one process; a further one is not stored. */
    public static final int MAX_SIZE = 4096;

    private static final int FIRST_CAPACITY = 8;

    /** Entries that one or more tables share. */
    private static final class Storage {
        private long[] numbers = new long[FIRST_CAPACITY];
        private Descriptor[] values = new Descriptor[FIRST_CAPACITY];
        private int size;
        private int sharers = 1;
        private long weight;
        private boolean frozen;
    }

    private static final Storage EMPTY = new Storage();

    /** The table of a thread whose group has lost its main thread: empty for ever. */
    static final DescriptorTable ABSENT = new DescriptorTable();

    private final Changing owner;
    private Storage storage = EMPTY;

    DescriptorTable() {
        this(Changing.UNOBSERVED);
    }

    /** An empty table; the owner hears of every change before it is made. */
    DescriptorTable(Changing owner) {
        this.owner = owner;
    }

    /** What this table holds now, for ever and for any thread; the table copies its entries before its next change. */
    DescriptorTable frozen() {
        DescriptorTable image = new DescriptorTable();
        storage.frozen = true;
        image.storage = storage;
        return image;
    }

    /** What is done with each descriptor by {@link #forEach}. */
    @FunctionalInterface
    public interface Visitor {
        /** Takes one descriptor and its number. */
        void accept(long number, Descriptor descriptor);
    }

    /** A choice among descriptors. */
    @FunctionalInterface
    public interface Choice {
        /** Whether this descriptor is meant. */
        boolean test(long number, Descriptor descriptor);
    }

    /** Whether this is the table of a group without its main thread, which takes nothing. */
    public boolean isAbsent() {
        return this == ABSENT;
    }

    /** The number of descriptors. */
    public int size() {
        return storage.size;
    }

    /** The descriptor with this number, {@link Descriptor#NONE} when there is none. */
    public Descriptor find(long number) {
        Storage s = storage;
        int mask = s.numbers.length - 1;
        for (int at = place(number, mask); ; at = (at + 1) & mask) {
            Descriptor value = s.values[at];
            if (value == null) {
                return Descriptor.NONE;
            }
            if (s.numbers[at] == number) {
                return value;
            }
        }
    }

    /** Whether there is a descriptor with this number. */
    public boolean contains(long number) {
        return find(number) != Descriptor.NONE;
    }

    /** Visits every descriptor, in no particular order; the table must not change meanwhile. */
    public void forEach(Visitor visitor) {
        Storage s = storage;
        for (int at = 0; at < s.values.length; at++) {
            if (s.values[at] != null) {
                visitor.accept(s.numbers[at], s.values[at]);
            }
        }
    }

    /** Whether any descriptor is meant by the choice. */
    public boolean any(Choice choice) {
        Storage s = storage;
        for (int at = 0; at < s.values.length; at++) {
            if (s.values[at] != null && choice.test(s.numbers[at], s.values[at])) {
                return true;
            }
        }
        return false;
    }

    /**
     * Puts a descriptor under a number, in place of one that was there.
     *
     * @return false when the table is full and the descriptor was not stored
     */
    boolean put(long number, Descriptor descriptor, MemoryBudget budget) {
        boolean known = !find(number).isNone();
        if (this == ABSENT || (!known && storage.size >= MAX_SIZE)) {
            return false;
        }
        own(budget);
        if (!known && (storage.size + 1) * 3 > storage.numbers.length * 2) {
            grow(budget);
        }
        Storage s = storage;
        int mask = s.numbers.length - 1;
        int at = place(number, mask);
        while (s.values[at] != null && s.numbers[at] != number) {
            at = (at + 1) & mask;
        }
        long change = weightOf(descriptor) - (known ? weightOf(s.values[at]) : 0);
        s.weight += change;
        budget.charge(change);
        s.size += known ? 0 : 1;
        s.numbers[at] = number;
        s.values[at] = descriptor;
        return true;
    }

    /** Removes a number; false when it was not there. */
    boolean remove(long number, MemoryBudget budget) {
        if (find(number).isNone()) {
            return false;
        }
        own(budget);
        Storage s = storage;
        int mask = s.numbers.length - 1;
        int at = place(number, mask);
        while (s.numbers[at] != number || s.values[at] == null) {
            at = (at + 1) & mask;
        }
        long weight = weightOf(s.values[at]);
        s.weight -= weight;
        budget.credit(weight);
        s.size--;
        closeGap(s, at);
        return true;
    }

    /** Moves entries behind a freed place up, so that no probe ends too early. */
    private static void closeGap(Storage s, int freed) {
        int mask = s.numbers.length - 1;
        int gap = freed;
        s.values[gap] = null;
        for (int at = (gap + 1) & mask; s.values[at] != null; at = (at + 1) & mask) {
            int home = place(s.numbers[at], mask);
            if (((at - home) & mask) >= ((at - gap) & mask)) {
                s.numbers[gap] = s.numbers[at];
                s.values[gap] = s.values[at];
                s.values[at] = null;
                gap = at;
            }
        }
    }

    /** Removes all descriptors that are meant; returns how many. */
    int removeIf(Choice choice, MemoryBudget budget) {
        long[] chosen = new long[storage.size];
        int[] count = {0};
        forEach((number, descriptor) -> {
            if (choice.test(number, descriptor)) {
                chosen[count[0]++] = number;
            }
        });
        for (int i = 0; i < count[0]; i++) {
            remove(chosen[i], budget);
        }
        return count[0];
    }

    /** Makes this table hold what another holds, sharing it until either changes. */
    void shareFrom(DescriptorTable other, MemoryBudget budget) {
        if (storage == other.storage || this == ABSENT) {
            return;
        }
        release(budget);
        owner.beforeChange();
        storage = other.storage;
        if (storage != EMPTY) {
            storage.sharers++;
        }
    }

    /** Empties the table and gives its bytes back. */
    void release(MemoryBudget budget) {
        owner.beforeChange();
        if (storage != EMPTY && --storage.sharers == 0) {
            budget.credit(storage.weight);
        }
        storage = EMPTY;
    }

    private void own(MemoryBudget budget) {
        owner.beforeChange();
        Storage s = storage;
        if (s.sharers == 1 && s != EMPTY && !s.frozen) {
            return;
        }
        Storage copy = new Storage();
        copy.numbers = s.numbers.clone();
        copy.values = s.values.clone();
        copy.size = s.size;
        copy.weight = s == EMPTY ? arrays(FIRST_CAPACITY) : s.weight;
        if (s != EMPTY && --s.sharers == 0) {
            budget.credit(s.weight);
        }
        budget.charge(copy.weight);
        storage = copy;
    }

    private void grow(MemoryBudget budget) {
        Storage s = storage;
        long[] numbers = s.numbers;
        Descriptor[] values = s.values;
        int capacity = numbers.length * 2;
        s.numbers = new long[capacity];
        s.values = new Descriptor[capacity];
        long more = arrays(capacity) - arrays(numbers.length);
        s.weight += more;
        budget.charge(more);
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                int at = place(numbers[i], capacity - 1);
                while (s.values[at] != null) {
                    at = (at + 1) & (capacity - 1);
                }
                s.numbers[at] = numbers[i];
                s.values[at] = values[i];
            }
        }
    }

    /** What tables that share their descriptors have in common. */
    Object storageIdentity() {
        return storage;
    }

    /** The bytes that the budget counts for the descriptors. */
    long charged() {
        return storage.weight;
    }

    /** The bytes of the descriptors, counted anew. */
    long measured() {
        if (storage == EMPTY) {
            return 0;
        }
        long[] sum = {arrays(storage.numbers.length)};
        forEach((number, descriptor) -> sum[0] += weightOf(descriptor));
        return sum[0];
    }

    /** All numbers in order; allocates. */
    long[] numbers() {
        long[] all = new long[storage.size];
        int[] count = {0};
        forEach((number, descriptor) -> all[count[0]++] = number);
        Arrays.sort(all);
        return all;
    }

    private static int place(long number, int mask) {
        return (int) number & mask;
    }

    private static long arrays(int capacity) {
        return 64 + capacity * 12L;
    }

    private static long weightOf(Descriptor descriptor) {
        long raw = descriptor.rawName() == descriptor.name()
                ? 0
                : textWeight(descriptor.rawName().length());
        long addresses = descriptor.addresses() == SocketAddresses.NONE ? 0 : 64 + 72;
        long node = descriptor.node() == Descriptor.Node.UNKNOWN ? 0 : 48;
        return 48 + textWeight(descriptor.name().length()) + raw + addresses + node;
    }

    private static long textWeight(int length) {
        return length == 0 ? 0 : 24 + 16 + ((length + 7L) & ~7L);
    }
}
