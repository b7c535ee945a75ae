package io.peregrine.state;

import io.peregrine.event.ByteString;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The groups of the host and of each container, by id. The host's container id is the empty string. Owned by the tables' thread.
 */
public final class GroupTable {
    private final Map<ByteString, Map<Long, Group>> byContainer = new HashMap<>();

    GroupTable() {}

    /** The group with this id, {@link Group#NONE} when it is unknown. */
    public Group find(ByteString container, long gid) {
        Map<Long, Group> groups = byContainer.get(container);
        return groups == null ? Group.NONE : groups.getOrDefault(gid, Group.NONE);
    }

    /** Adds or replaces a group. */
    void put(ByteString container, Group group) {
        byContainer.computeIfAbsent(container, id -> new HashMap<>()).put(group.gid(), group);
    }

    /** Adds a group that a list or an event names. */
    void announce(ByteString container, Group group) {
        if (AccountHandlers.isDirective(group.name())) {
            return;
        }
        if (container.isEmpty() || !find(container, group.gid()).isNone()) {
            put(container, group);
        }
    }

    /** Removes a group. */
    void remove(ByteString container, long gid) {
        Map<Long, Group> groups = byContainer.get(container);
        if (groups != null) {
            groups.remove(gid);
        }
    }

    /** Forgets everything. */
    void clear() {
        byContainer.clear();
    }

    /** Forgets a container's groups. */
    void removeContainer(ByteString container) {
        byContainer.remove(container);
    }

    /** Every group with the container that it belongs to. */
    public void forEach(BiConsumer<ByteString, Group> visitor) {
        byContainer.forEach((container, groups) -> groups.values().forEach(group -> visitor.accept(container, group)));
    }

    /** The number of groups of all containers. */
    public int size() {
        return byContainer.values().stream().mapToInt(Map::size).sum();
    }
}
