package io.peregrine.container;

import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import io.peregrine.state.EventContext;
import java.util.Optional;

/** Which container the event in hand is about. Owned by the thread of the source. */
public interface Subject {
    /** The container, {@link Container#NONE} when the event has none, or nothing is known of it. */
    Container container(EventContext context);

    /** The container's id, known or not; empty when the event has none. The host's is {@code host}. */
    ByteString id(EventContext context);

    /** Whether the event is of a container that nothing but its announcement is known of, on a machine where runtimes are asked. */
    boolean isUntold(EventContext context);

    /** The container of the event, if nothing but its announcement is known of it and more may soon be. */
    Optional<AwaitedContainer> awaited(EventContext context);

    /** The container of this id on the event's machine, {@link Container#NONE} when nothing is known of it; the empty id is the host's. */
    Container find(EventContext context, ByteString id);
}
