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
        int value = 0;
        int part = 0;
        int digits = 0;
        int parts = 1;
        for (int i = 0; i < address.length(); i++) {
            int letter = address.at(i);
            if (letter >= '0' && letter <= '9' && digits < 3) {
                part = part * 10 + letter - '0';
                digits++;
            } else if (letter == '.' && digits > 0 && part <= 255 && parts < PARTS) {
                value = value << Byte.SIZE | part;
                part = 0;
                digits = 0;
                parts++;
            } else {
                return OptionalInt.empty();
            }
        }
        return parts == PARTS && digits > 0 && part <= 255
                ? OptionalInt.of(value << Byte.SIZE | part)
                : OptionalInt.empty();
    }
}
