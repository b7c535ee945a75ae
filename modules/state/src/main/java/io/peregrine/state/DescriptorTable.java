package io.peregrine.state;

import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.SocketAddresses;
import io.peregrine.state.table.AddedValues;
import java.util.HashMap;
import java.util.Map;

/**
 * The descriptors of a process by number, at most {@link #MAX_SIZE} entries.
 *
 * <p>A fork shares the storage until one side writes. Owned by the table's thread.
 */
public final class DescriptorTable {
    private static final AddedValues NOTHING_ADDED = new AddedValues();

    /** The most descriptors that are kept of one process; a further one is not stored. */
    public static final int MAX_SIZE = 4096;

    /** Entries that one or more tables share. */
    private static final class Storage {
        private final DescriptorChains chains;
        private int sharers = 1;
        private long weight;
        private boolean frozen;

        private Storage(DescriptorChains chains) {
            this.chains = chains;
        }
    }

    private static final Storage EMPTY = new Storage(new DescriptorChains());

    /** The table of a thread whose group has lost its main thread: empty for ever. */
    static final DescriptorTable ABSENT = new DescriptorTable();

    private final Changing owner;
    private Storage storage = EMPTY;
    /** What was written into added fields, by number; mostly nothing. */
    private Map<Long, AddedValues> added = Map.of();
    /** How many forks lie between this table and the one that filled the storage; each of them would have changed the order. */
    private int forks;

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
        image.forks = forks;
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
        return storage.chains.size();
    }

    /** The descriptor with this number, {@link Descriptor#NONE} when there is none. */
    public Descriptor find(long number) {
        Descriptor found = storage.chains.find(number);
        return found == null ? Descriptor.NONE : found;
    }

    /** Whether there is a descriptor with this number. */
    public boolean contains(long number) {
        return find(number) != Descriptor.NONE;
    }

    /** Visits every descriptor, in no particular order; the table must not change meanwhile. */
    public void forEach(Visitor visitor) {
        storage.chains.forEach(visitor);
    }

    /** Visits every descriptor in the order that rules see; the table must not change meanwhile. Allocates behind a fork. */
    public void forEachInOrder(Visitor visitor) {
        ordered().forEach(visitor);
    }

    private DescriptorChains ordered() {
        DescriptorChains chains = storage.chains;
        for (int i = 0; i < forks; i++) {
            chains = chains.inserted();
        }
        return chains;
    }

    /** Whether any descriptor is meant by the choice. */
    public boolean any(Choice choice) {
        return storage.chains.any(choice);
    }

    /**
     * Puts a descriptor under a number, in place of one that was there.
     *
     * @return false when the table is full, or the budget is and the descriptor weighs more than what was there: it was not stored, and an
     *     older one of its number is gone
     */
    public boolean put(long number, Descriptor descriptor, MemoryBudget budget) {
        Descriptor known = storage.chains.find(number);
        if (this == ABSENT || (known == null && size() >= MAX_SIZE)) {
            return false;
        }
        if (!own(budget)) {
            return false;
        }
        long heavier = weightOf(descriptor) - (known == null ? 0 : weightOf(known));
        if (known != null && budget.wouldExceed(heavier)) {
            remove(number, budget);
            return false;
        }
        Storage s = storage;
        int capacity = s.chains.capacity();
        if (known == null) {
            s.chains.add(number, descriptor);
        } else {
            s.chains.put(number, descriptor);
        }
        long change = heavier + arrays(s.chains.capacity()) - arrays(capacity);
        s.weight += change;
        budget.charge(change);
        return true;
    }

    /** The values that a descriptor has in added fields; not to be changed. */
    AddedValues added(long number) {
        return added.getOrDefault(number, NOTHING_ADDED);
    }

    /** Exchanges the values that a descriptor has in added fields. */
    void setAdded(long number, AddedValues values) {
        if (contains(number)) {
            added = added.isEmpty() ? new HashMap<>() : added;
            added.put(number, values);
        }
    }

    /** Removes a number; false when it was not there. */
    boolean remove(long number, MemoryBudget budget) {
        if (!contains(number)) {
            return false;
        }
        if (!own(budget)) {
            return true;
        }
        if (!added.isEmpty()) {
            added.remove(number);
        }
        long weight = weightOf(storage.chains.remove(number));
        storage.weight -= weight;
        budget.credit(weight);
        return true;
    }

    /** Removes all descriptors that are meant; returns how many. */
    public int removeIf(Choice choice, MemoryBudget budget) {
        long[] chosen = new long[size()];
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
    public void shareFrom(DescriptorTable other, MemoryBudget budget) {
        if (this != ABSENT) {
            added = other.added.isEmpty() ? Map.of() : new HashMap<>(other.added);
        }
        if (storage == other.storage || this == ABSENT) {
            return;
        }
        release(budget);
        owner.beforeChange();
        storage = other.storage;
        forks = other.forks + 1;
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
        forks = 0;
    }

    /**
     * Makes the storage this table's own.
     *
     * @return false when the budget has no room for a copy: the table is empty now, and its descriptors are counted as refused
     */
    private boolean own(MemoryBudget budget) {
        owner.beforeChange();
        Storage s = storage;
        if (s.sharers == 1 && s != EMPTY && !s.frozen && forks == 0) {
            return true;
        }
        if (s.sharers > 1 && s != EMPTY && budget.wouldExceed(s.weight)) {
            budget.refuseDescriptors(size());
            release(budget);
            return false;
        }
        Storage copy = new Storage(forks == 0 ? s.chains.same() : ordered());
        forks = 0;
        copy.weight = s == EMPTY
                ? arrays(copy.chains.capacity())
                : s.weight + arrays(copy.chains.capacity()) - arrays(s.chains.capacity());
        if (s != EMPTY && --s.sharers == 0) {
            budget.credit(s.weight);
        }
        budget.charge(copy.weight);
        storage = copy;
        return true;
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
        long[] sum = {arrays(storage.chains.capacity())};
        forEach((number, descriptor) -> sum[0] += weightOf(descriptor));
        return sum[0];
    }

    /** All numbers in the order in which a reader that puts them one by one has a table that rules see as they see this one; allocates. */
    public long[] arrivals() {
        return ordered().arrivals();
    }

    /** All numbers in ascending order; allocates. */
    public long[] numbers() {
        return storage.chains.sortedNumbers();
    }

    private static long arrays(int capacity) {
        return 144 + capacity * 20L;
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
