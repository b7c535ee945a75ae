package io.peregrine.container.engine;

import io.peregrine.container.metadata.Container;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Asks one runtime at one socket. Thread-safe; each call but {@link Stream#read} ends in bounded time. The messages of exceptions are clauses. */
public interface RuntimeClient extends AutoCloseable {
    /** The most containers of one runtime that are listed. */
    int MOST_CONTAINERS = 10_000;

    /** The runtime and its socket, for the log. */
    String name();

    /** What is known of all containers. */
    Listing list() throws IOException;

    /** What is known of the container whose id begins so; empty when the runtime does not have it. */
    Optional<Container> get(String id) throws IOException;

    /** Opens the stream of what happens; empty when the runtime has none. */
    Optional<Stream> follow() throws IOException;

    /** The namespaces of containerd; empty for other runtimes. */
    default Set<String> namespaces() throws IOException {
        return Set.of();
    }

    @Override
    default void close() {}

    /** What happens to containers, as it happens. */
    interface Stream extends AutoCloseable {
        /**
         * Reads until the runtime ends it or {@link #close} is called.
         *
         * @param notices told of each
         */
        void read(Notices notices) throws IOException;

        /** Ends the reading; for any thread. */
        @Override
        void close() throws IOException;
    }

    /** Is told what happens. */
    interface Notices {
        /** Kind, name and image of a container, told with what happens to it: serves alerts if the rest does not come in time. */
        void announced(Container container);

        /** Something was made or started: it is to be looked at. */
        void changed(String fullId);

        /** Something of a container may be other than before: its name, its address. */
        void refreshed(String fullId);

        /** A container is gone for good. */
        void removed(String fullId);
    }
}
