package io.peregrine.diagnostics;

/**
 * How much memory the virtual machine has left. What a user's text makes of itself asks here before it grows, so that a text that is too
 * large is refused in a sentence: an {@code OutOfMemoryError} would end the whole engine.
 *
 * <p>An eighth of the heap always stays for everything else that runs.
 */
public final class HeapRoom {
    private static final int RESERVED_PART = 8;

    /** What a collection of garbage has to free on top, so that there is not one collection after the other when the end is near. */
    private static final int WORTH_A_COLLECTION_PART = 20;

    private HeapRoom() {}

    /** Whether this many bytes more can be used. Takes about 100 ns, and a collection of garbage when the heap looks full. */
    public static boolean has(long bytes) {
        long heap = Runtime.getRuntime().maxMemory();
        long wanted = bytes + heap / RESERVED_PART;
        if (unused() >= wanted) {
            return true;
        }
        long collected = wanted + heap / WORTH_A_COLLECTION_PART;
        if (collected > heap) {
            return false;
        }
        System.gc();
        return unused() >= collected;
    }

    /** The sentence for a text that has no room: what is the size of the heap, and how to make it larger. */
    public static String refusal(String what) {
        return what + " more memory than the engine has left ("
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB in all); give it more with PEREGRINE_JVM_FLAGS=-Xmx1g, or a larger state.max_memory_mb";
    }

    private static long unused() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }
}
