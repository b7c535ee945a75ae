package io.peregrine.state;

import io.peregrine.event.ByteString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The groups of the host and of each container, by id. The host's container id is the empty string. Their bytes count in
 * the budget; a full one takes no further account. Owned by the tables' thread.
 */
public final class GroupTable {
    private final Map<ByteString, Map<Long, Group>> byContainer = new HashMap<>();
    /** The edition of each system's list that stands here whole, so that an id that it lacks is not looked for again. */
    private final Map<ByteString, Long> editions = new HashMap<>();

    private final MemoryBudget budget;

    GroupTable(MemoryBudget budget) {
        this.budget = budget;
    }

    /** The group with this id, {@link Group#NONE} when it is unknown. */
    public Group find(ByteString container, long gid) {
        Map<Long, Group> groups = byContainer.get(container);
        return groups == null ? Group.NONE : groups.getOrDefault(gid, Group.NONE);
    }

    /** Whether the system's list of a container stands here. */
    boolean hasList(ByteString container) {
        return editions.containsKey(container);
    }

    /** Whether the system's list of a container says more than what was learnt of it. */
    boolean isNews(ByteString container, long edition) {
        return edition != Accounts.NO_LIST && editions.getOrDefault(container, Accounts.NO_LIST) != edition;
    }

    /** Adds the system's list of a container. */
    void learn(ByteString container, long edition, List<Group> list) {
        boolean whole = true;
        for (Group group : list) {
            whole &= put(container, group);
        }
        if (whole) {
            editions.put(container, edition);
        }
    }

    /** Adds or replaces a group; false when the budget is full. */
    boolean put(ByteString container, Group group) {
        Group known = find(container, group.gid());
        long change = group.weight() - (known.isNone() ? 0 : known.weight());
        if (budget.wouldExceed(change)) {
            budget.refuseAccount();
            return false;
        }
        budget.charge(change);
        byContainer.computeIfAbsent(container, id -> new HashMap<>()).put(group.gid(), group);
        return true;
    }

    /** Adds a group that a list or an event names. */
    public void announce(ByteString container, Group group) {
        if (Accounts.isDirective(group.name())) {
            return;
        }
        if (container.isEmpty() || !find(container, group.gid()).isNone()) {
            put(container, group);
        }
    }

    /** Removes a group. */
    public void remove(ByteString container, long gid) {
        editions.remove(container);
        Map<Long, Group> groups = byContainer.get(container);
        if (groups != null) {
            credit(groups.remove(gid));
        }
    }

    private void credit(Group gone) {
        if (gone != null) {
            budget.credit(gone.weight());
        }
    }

    /** Forgets everything. */
    void clear() {
        forEach((container, group) -> credit(group));
        byContainer.clear();
        editions.clear();
    }

    /** Forgets a container's groups. */
    void removeContainer(ByteString container) {
        editions.remove(container);
        Map<Long, Group> gone = byContainer.remove(container);
        if (gone != null) {
            gone.values().forEach(this::credit);
        }
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
