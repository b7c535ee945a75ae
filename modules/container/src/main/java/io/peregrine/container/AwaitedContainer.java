package io.peregrine.container;

import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import io.peregrine.fields.LateValue;
import io.peregrine.fields.Slot;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A container that is being asked for. Immutable; any thread may read.
 *
 * @param id its id
 * @param deadline until when it is worth waiting for, as {@link System#nanoTime()} counts
 * @param known what is known by now
 * @param pending whether somebody is still being asked
 */
public record AwaitedContainer(
        ByteString id, long deadline, Function<ByteString, Optional<Container>> known, Predicate<ByteString> pending) {
    /** Reads one value of a container; false when it has none. */
    @FunctionalInterface
    public interface Reader {
        boolean read(Container container, Slot out);
    }

    /** A value of the container that comes with it. */
    public LateValue value(Reader reader) {
        return new Value(this, reader, false);
    }

    /** A value that the runtime may have announced with the container's beginning, so that it is there although the rest does not come. */
    public LateValue announced(Reader reader) {
        return new Value(this, reader, true);
    }

    private record Value(AwaitedContainer awaited, Reader reader, boolean isAnnounced) implements LateValue {
        @Override
        public Object subject() {
            return awaited.id();
        }

        @Override
        public long deadline() {
            return awaited.deadline();
        }

        @Override
        public Answer read(Slot out) {
            // in this order: the answer is there before the question counts as over
            boolean pending = awaited.pending().test(awaited.id());
            Optional<Container> container = awaited.known().apply(awaited.id());
            if (container.isPresent() && !container.get().settings().isPartial()) {
                return reader.read(container.get(), out) ? Answer.VALUE : Answer.NOTHING;
            }
            if (pending && System.nanoTime() - awaited.deadline() < 0) {
                return Answer.NOT_YET;
            }
            boolean there = isAnnounced && container.isPresent() && reader.read(container.get(), out);
            return there && out.length() > 0 ? Answer.VALUE : Answer.LOST;
        }
    }
}
