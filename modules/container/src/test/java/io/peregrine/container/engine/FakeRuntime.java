package io.peregrine.container.engine;

import java.io.IOException;

/** A runtime at a socket of its own, which has containers, tells what happens to them, and may fail. Ends with {@link #close}, as a daemon that dies does. */
interface FakeRuntime extends AutoCloseable {
    /** How it answers questions about containers when it fails. */
    enum Fault {
        /** What follows the protocol and is no answer. */
        GARBAGE,
        /** Another protocol. */
        FOREIGN,
        /** An answer without end. */
        HUGE,
        /** Another container than the one asked for. */
        ANOTHER,
        /** The beginning of an answer; then the connection ends. */
        CUT,
        REFUSED,
        HANGING
    }

    /** It has a container. */
    void has(String id, String name);

    /** A container is gone. */
    void forgets(String id);

    /** It tells those who listen that a container was made, or is gone for good. */
    void tells(boolean gone, String id) throws IOException;

    /** From now on it fails so. */
    void fails(Fault fault);

    /** Waits until it was asked while it failed. */
    void awaitFailure() throws InterruptedException;

    /** From now on it is sound again. */
    void recovers();

    @Override
    void close() throws IOException;
}
