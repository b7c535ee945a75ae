package io.peregrine.container;

import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import io.peregrine.state.ThreadEntry;

/** Is told which containers are seen, to look up what is not known of them and to forget them in time. Called by the thread of the source; waits for nothing. */
public interface ContainerWatch {
    /** Looks nothing up: a replay. */
    ContainerWatch NONE = new ContainerWatch() {
        @Override
        public void seen(ByteString id, Container known, ThreadEntry thread) {}

        @Override
        public void exited(ThreadEntry thread, Container known) {}
    };

    /**
     * A thread of a container was seen.
     *
     * @param id the container's id as rules see it
     * @param known what is known of it, {@link Container#NONE} when nothing is
     * @param thread the thread
     */
    void seen(ByteString id, Container known, ThreadEntry thread);

    /** A thread has ended; the container is the host for one of the host. */
    void exited(ThreadEntry thread, Container known);
}
