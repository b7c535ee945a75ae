package io.peregrine.container;

import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import io.peregrine.state.EventContext;
import java.util.Optional;

/** Is told which containers are seen, to look up what is not known of them and to forget them in time. Called by the thread of the source; waits for nothing. */
public interface ContainerWatch {
    /** Looks nothing up: a replay. */
    ContainerWatch NONE = new ContainerWatch() {
        @Override
        public void seen(ByteString id, Container known) {}

        @Override
        public void exited(EventContext context, ByteString id) {}

        @Override
        public void removed(EventContext context, ByteString id) {}

        @Override
        public Optional<AwaitedContainer> awaited(ByteString id) {
            return Optional.empty();
        }
    };

    /**
     * A thread of a container was seen.
     *
     * @param id the container's id as rules see it
     * @param known what is known of it, {@link Container#NONE} when nothing is
     */
    void seen(ByteString id, Container known);

    /** The thread of the event, which is one of this container, has ended. */
    void exited(EventContext context, ByteString id);

    /** The event in hand says that a container has gone. */
    void removed(EventContext context, ByteString id);

    /** A container of which nothing is known, if that may change soon. */
    Optional<AwaitedContainer> awaited(ByteString id);
}
