package io.peregrine.container;

import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerType;
import io.peregrine.event.ByteString;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is known of containers, by the id that rules see. Owned by the thread of the source.
 *
 * <p>The host is always there, under the empty id. At most {@link #MOST} containers are kept; one more is refused and counted.
 */
public final class ContainerTable {
    /** The most containers that are kept. */
    public static final int MOST = 16_384;

    private final Map<ByteString, Container> byId = new HashMap<>();
    private final Addresses addresses;
    private long refused;

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
        byId.put(ByteString.EMPTY, Container.HOST);
    }

    /** The container with this id, {@link Container#NONE} when nothing is known of it. */
    public Container find(ByteString id) {
        Container found = byId.get(id);
        return found == null ? Container.NONE : found;
    }

    /** Adds or replaces a container. */
    public void put(Container container) {
        if (container.type() == ContainerType.HOST) {
            return;
        }
        if (byId.size() > MOST && !byId.containsKey(container.id())) {
            refused++;
            return;
        }
        byId.put(container.id(), container);
        addresses.set(container.id(), container.network().ip());
    }

    /** Forgets a container; the host stays. */
    public void remove(ByteString id) {
        if (!id.isEmpty() && byId.remove(id) != null) {
            addresses.set(id, ByteString.EMPTY);
        }
    }

    /** Forgets all containers: another machine begins. */
    public void clear() {
        byId.keySet().stream().filter(id -> !id.isEmpty()).toList().forEach(this::remove);
    }

    /** Visits a copy of all containers but the host. */
    public void forEach(Consumer<Container> visitor) {
        byId.values().stream()
                .filter(container -> container != Container.HOST)
                .toList()
                .forEach(visitor);
    }

    /** How many containers are known. */
    public int size() {
        return byId.size() - 1;
    }

    /** How many containers were refused because the table was full. */
    public long refused() {
        return refused;
    }
}
