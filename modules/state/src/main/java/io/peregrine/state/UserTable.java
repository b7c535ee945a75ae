package io.peregrine.state;

import io.peregrine.event.ByteString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The users of the host and of each container, by id. The host's container id is the empty string. Their bytes count in
 * the budget; a full one takes no further account. Owned by the tables' thread.
 */
public final class UserTable {
    private final Map<ByteString, Map<Long, User>> byContainer = new HashMap<>();
    /** The edition of each system's list that stands here whole, so that an id that it lacks is not looked for again. */
    private final Map<ByteString, Long> editions = new HashMap<>();

    private final MemoryBudget budget;

    UserTable(MemoryBudget budget) {
        this.budget = budget;
    }

    /** The user with this id, {@link User#NONE} when it is unknown. */
    public User find(ByteString container, long uid) {
        Map<Long, User> users = byContainer.get(container);
        return users == null ? User.NONE : users.getOrDefault(uid, User.NONE);
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
    void learn(ByteString container, long edition, List<User> list) {
        boolean whole = true;
        for (User user : list) {
            whole &= put(container, user);
        }
        if (whole) {
            editions.put(container, edition);
        }
    }

    /** Adds or replaces a user; false when the budget is full. */
    boolean put(ByteString container, User user) {
        User known = find(container, user.uid());
        long change = user.weight() - (known.isNone() ? 0 : known.weight());
        if (budget.wouldExceed(change)) {
            budget.refuseAccount();
            return false;
        }
        budget.charge(change);
        byContainer.computeIfAbsent(container, id -> new HashMap<>()).put(user.uid(), user);
        return true;
    }

    /** Adds a user that a list or an event names; of a known one the group stays. */
    public void announce(ByteString container, User user) {
        if (Accounts.isDirective(user.name())) {
            return;
        }
        User known = find(container, user.uid());
        if (!known.isNone()) {
            put(container, new User(user.uid(), known.gid(), user.name(), user.home(), user.shell()));
        } else if (container.isEmpty()) {
            put(container, user);
        }
    }

    /** Removes a user. */
    public void remove(ByteString container, long uid) {
        editions.remove(container);
        Map<Long, User> users = byContainer.get(container);
        if (users != null) {
            credit(users.remove(uid));
        }
    }

    private void credit(User gone) {
        if (gone != null) {
            budget.credit(gone.weight());
        }
    }

    /** Forgets everything. */
    void clear() {
        forEach((container, user) -> credit(user));
        byContainer.clear();
        editions.clear();
    }

    /** Forgets a container's users. */
    void removeContainer(ByteString container) {
        editions.remove(container);
        Map<Long, User> gone = byContainer.remove(container);
        if (gone != null) {
            gone.values().forEach(this::credit);
        }
    }

    /** Every user with the container that it belongs to. */
    public void forEach(BiConsumer<ByteString, User> visitor) {
        byContainer.forEach((container, users) -> users.values().forEach(user -> visitor.accept(container, user)));
    }

    /** The number of users of all containers. */
    public int size() {
        return byContainer.values().stream().mapToInt(Map::size).sum();
    }
}
