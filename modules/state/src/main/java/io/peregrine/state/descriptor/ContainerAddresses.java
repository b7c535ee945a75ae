package io.peregrine.state.descriptor;

import io.peregrine.event.ByteString;
import io.peregrine.state.ThreadSlots;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The IPv4 addresses of containers, by which a connection's own end is told: whoever knows containers sets them, the container's id being the one in {@link
 * ThreadSlots#CONTAINER_ID}. Owned by the tables' thread.
 */
public final class ContainerAddresses {
    private static final int PARTS = 4;

    private final Map<ByteString, Integer> byContainer = new HashMap<>();
    private final Map<Integer, Integer> holders = new HashMap<>();

    /** No addresses. */
    public ContainerAddresses() {}

    /** A container has this address in dotted decimal; anything else means that it has none. */
    public void set(ByteString container, ByteString address) {
        Integer before = byContainer.remove(container);
        if (before != null) {
            holders.computeIfPresent(before, (key, count) -> count == 1 ? null : count - 1);
        }
        parse(address).ifPresent(now -> {
            byContainer.put(container, now);
            holders.merge(now, 1, Integer::sum);
        });
    }

    /** Whether an address of this container is known. */
    public boolean isKnown(ByteString container) {
        return byContainer.containsKey(container);
    }

    /** Whether a container has this address, its first byte the highest. */
    public boolean has(ByteString container, long address) {
        Integer own = byContainer.get(container);
        return own != null && own == (int) address;
    }

    /** Whether any container has this address, its first byte the highest. */
    public boolean isAny(long address) {
        return holders.containsKey((int) address);
    }

    private static OptionalInt parse(ByteString address) {
        String[] parts = address.toString().split("\\.", PARTS + 1);
        int value = 0;
        for (String part : parts) {
            if (parts.length != PARTS || !part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) {
                return OptionalInt.empty();
            }
            value = value << Byte.SIZE | Integer.parseInt(part);
        }
        return OptionalInt.of(value);
    }
}
