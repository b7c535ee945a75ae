package io.peregrine.diagnostics;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/**
 * How much memory the virtual machine has left. What a user's text makes of itself asks here before it grows, so that a text that is too
 * large is refused in a sentence: an {@code OutOfMemoryError} would end the whole engine.
 *
 * <p>What is in use is what the last collection of garbage that the heap needed has left, as the virtual machine notes it; nothing is collected for the
 * question. Whoever grows in steps and asks at each is refused by the first one behind the collection that found the heap full; a step has to be
 * smaller than the eighth of the heap that always stays for everything else that runs.
 */
public final class HeapRoom {
    private static final int RESERVED_PART = 8;

    /** The parts of the heap; made when the question comes up first, since most engines never ask. */
    private static final class Pools {
        private static final List<MemoryPoolMXBean> ALL = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .toList();
    }

    private HeapRoom() {}

    /** Whether this many bytes more can be used. Takes about 100 ns, and a microsecond when the heap looks full. */
    public static boolean has(long bytes) {
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.maxMemory();
        long wanted = bytes + heap / RESERVED_PART;
        return heap - runtime.totalMemory() + runtime.freeMemory() >= wanted || heap - usedAfterCollection() >= wanted;
    }

    /** The sentence for a text that has no room: what is the size of the heap, and how to make it larger. */
    public static String refusal(String what) {
        return what + " more memory than the engine has left ("
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB in all); give it more with PEREGRINE_JVM_FLAGS=-Xmx1g, or a larger state.max_memory_mb";
    }

    private static long usedAfterCollection() {
        long used = 0;
        for (MemoryPoolMXBean pool : Pools.ALL) {
            used += pool.getCollectionUsage().getUsed();
        }
        return used;
    }
}
