package io.peregrine.container;

import io.peregrine.container.json.MalformedJsonException;
import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerJsonReader;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.schema.EventCodes;
import java.util.Optional;

/**
 * The container events among the events of a source: {@code container} and {@code container_removed} among the asynchronous ones, and those of old captures. Owned by the
 * thread of the source.
 */
final class ContainerEvents {
    private static final ByteString ADDED = ByteString.of("container");
    private static final ByteString REMOVED = ByteString.of("container_removed");
    private static final int LARGEST = 1 << 22;

    private final SentContainers sent = new SentContainers();
    private long number = -1;
    private Container current = Container.NONE;
    private long unreadable;
    private long missingImages;

    /** Whether events of a code can be container events. */
    static boolean isOne(int code) {
        return code == EventCodes.ASYNCEVENT_E || code == EventCodes.CONTAINER_JSON_2_E;
    }

    /**
     * Takes what an event says into the table.
     *
     * @return the container that has gone, {@link Container#NONE} when the event says something else
     */
    Container apply(EventView event, ContainerTable table) {
        boolean old = event.code() == EventCodes.CONTAINER_JSON_2_E;
        ByteString name = old ? ADDED : event.text(1);
        if (!name.equals(ADDED) && !name.equals(REMOVED)) {
            return Container.NONE;
        }
        number = event.number();
        current = read(event, old ? 0 : 2);
        if (current.isNone()) {
            return Container.NONE;
        }
        if (!old && current.image().name().isEmpty() && !current.pod().isSandbox()) {
            missingImages++;
        }
        if (name.equals(ADDED)) {
            table.put(current);
            return Container.NONE;
        }
        table.remove(current.id(), event.timestamp());
        return current;
    }

    private Container read(EventView event, int param) {
        int length = event.textLength(param);
        try {
            if (length > LARGEST) {
                throw new MalformedJsonException("it is longer than " + LARGEST + " bytes");
            }
            byte[] json = event.bytes(param, 0, length).array();
            Optional<Container> read = sent.take(json);
            return read.isPresent() ? read.get() : ContainerJsonReader.read(json);
        } catch (MalformedJsonException e) {
            unreadable++;
            return Container.NONE;
        }
    }

    /** What a container event says itself, {@link Container#NONE} for one that could not be read or is none. */
    Container of(EventView event) {
        return event.number() == number ? current : Container.NONE;
    }

    /** What the events say that are made here. */
    SentContainers sent() {
        return sent;
    }

    /** How many asynchronous events told of a container without an image that is no sandbox. */
    long missingImages() {
        return missingImages;
    }

    /** How many events could not be read. */
    long unreadable() {
        return unreadable;
    }
}
