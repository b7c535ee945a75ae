package io.peregrine.container;

import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import io.peregrine.state.EventContext;
import java.util.Optional;

/**
 * Answers by the plugin that is attached to the tables of the event in hand. Immutable; shared by all threads.
 *
 * @param otherwise answers where none is attached
 */
record AttachedSubject(ContainerParser otherwise) implements Subject {
    private Subject of(EventContext context) {
        return context.tables().companions().get(ContainerParser.class, otherwise);
    }

    @Override
    public Container container(EventContext context) {
        return of(context).container(context);
    }

    @Override
    public ByteString id(EventContext context) {
        return of(context).id(context);
    }

    @Override
    public boolean isUntold(EventContext context) {
        return of(context).isUntold(context);
    }

    @Override
    public Optional<AwaitedContainer> awaited(EventContext context) {
        return of(context).awaited(context);
    }

    @Override
    public Container find(EventContext context, ByteString id) {
        return of(context).find(context, id);
    }
}
