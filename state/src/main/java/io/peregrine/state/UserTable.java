package io.peregrine.state;

import io.peregrine.event.ByteString;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The users of the host and of each container, by id. The host's container id is the empty string. Their bytes count in
 * the budget; a full one takes no further account. Owned by the tables' thread.
 */
public final class UserTable {
    private final Map<ByteString, Map<Long, User>> byContainer = new HashMap<>();

    private final MemoryBudget budget;

    UserTable(MemoryBudget budget) {
        this.budget = budget;
    }

    /** The user with this id, {@link User#NONE} when it is unknown. */
    public User find(ByteString container, long uid) {
        Map<Long, User> users = byContainer.get(container);
        return users == null ? User.NONE : users.getOrDefault(uid, User.NONE);
    }

    /** Adds or replaces a user. */
    void put(ByteString container, User user) {
        User known = find(container, user.uid());
        long change = user.weight() - (known.isNone() ? 0 : known.weight());
        if (budget.wouldExceed(change)) {
            budget.refuseAccount();
            return;
        }
        budget.charge(change);
        byContainer.computeIfAbsent(container, id -> new HashMap<>()).put(user.uid(), user);
    }

    /** Adds a user that a list or an event names; of a known one the group stays. */
    void announce(ByteString container, User user) {
        if (AccountHandlers.isDirective(user.name())) {
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
    void remove(ByteString container, long uid) {
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
    }

    /** Forgets a container's users. */
    void removeContainer(ByteString container) {
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
