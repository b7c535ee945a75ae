package io.peregrine.plugin.host;

/** What runs the stream of a source. */
@FunctionalInterface
public interface StreamThread {
    /**
     * Has an action done by the thread of the stream between two events, and waits for it. For any thread but that one.
     *
     * @return whether it was done; not when the stream has ended
     */
    boolean exchange(Runnable action);
}
