package io.peregrine.container;

import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerStore;
import io.peregrine.container.metadata.ContainerType;
import io.peregrine.event.ByteString;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is known of containers, by the id that rules see. Owned by the thread of the source but for {@link #noteLate}.
 *
 * <p>The host is always there, under the empty id. What is kept is bounded as {@link ContainerStore} says; more is refused and counted.
 */
public final class ContainerTable {
    private final ContainerStore containers = new ContainerStore();
    private final DepartedContainers departed = new DepartedContainers();
    private final Addresses addresses;

    /** Who has to know the addresses of containers. */
    public interface Addresses {
        /** Nobody. */
        Addresses NONE = (id, address) -> {};

        /** A container has this address, an empty one when it has none or is gone. */
        void set(ByteString id, ByteString address);
    }

    /** A table that holds the host alone. */
    public ContainerTable(Addresses addresses) {
        this.addresses = addresses;
    }

    /** The container with this id, {@link Container#NONE} when nothing is known of it. */
    public Container find(ByteString id) {
        return id.isEmpty() ? Container.HOST : containers.find(id).orElse(Container.NONE);
    }

    /** Adds or replaces a container; an announcement replaces nothing. */
    public void put(Container container) {
        boolean isLess = !container.isDescribed() && find(container.id()).isDescribed();
        if (container.type() != ContainerType.HOST && !container.id().isEmpty() && !isLess) {
            ByteString address =
                    containers.put(container).map(kept -> kept.network().ip()).orElse(ByteString.EMPTY);
            addresses.set(container.id(), address);
        }
    }

    /**
     * Forgets a container; the host stays.
     *
     * @param time when it went, in nanoseconds since the epoch
     */
    public void remove(ByteString id, long time) {
        Optional<Container> gone = containers.remove(id);
        if (gone.isPresent()) {
            addresses.set(id, ByteString.EMPTY);
            departed.note(gone.get(), time);
        }
    }

    /**
     * Something was told of a container only when it had gone, now: recordings that reach back name it. Any thread.
     *
     * @param time now, in nanoseconds since the epoch
     */
    public void noteLate(Container container, long time) {
        departed.noteLate(container, time);
    }

    /** Forgets all containers: another machine begins. */
    public void clear() {
        containers.all().forEach(container -> remove(container.id(), 0));
        departed.clear();
    }

    /** Visits the containers that have gone since a time, as far as they are kept, and are not back. */
    public void forEachGoneSince(long time, Consumer<Container> visitor) {
        departed.since(time, container -> {
            if (containers.find(container.id()).isEmpty()) {
                visitor.accept(container);
            }
        });
    }

    /** Visits a copy of all containers but the host. */
    public void forEach(Consumer<Container> visitor) {
        containers.all().forEach(visitor);
    }

    /** How many containers are known. */
    public int size() {
        return containers.size();
    }

    /** How many containers were refused because there was no room. */
    public long refused() {
        return containers.refused();
    }

    /** How many containers were kept without labels and mounts because they took too much room. */
    public long cut() {
        return containers.cut();
    }
}
