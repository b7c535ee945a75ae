package io.peregrine.state;

import java.util.List;
import java.util.Optional;

/**
 * The system's own lists of users and groups, asked for those that no event announced. Called by the tables' thread.
 */
public interface Accounts {
    /** The lists of a replay, which know of nobody. */
    Accounts NONE = new Accounts() {
        @Override
        public Optional<User> user(long uid) {
            return Optional.empty();
        }

        @Override
        public Optional<Group> group(long gid) {
            return Optional.empty();
        }

        @Override
        public List<User> usersOf(long pid) {
            return List.of();
        }

        @Override
        public List<Group> groupsOf(long pid) {
            return List.of();
        }
    };

    /** A user of the host. */
    Optional<User> user(long uid);

    /** A group of the host. */
    Optional<Group> group(long gid);

    /** All users of the mount namespace of a process, none when it has no own one. */
    List<User> usersOf(long pid);

    /** All groups of the mount namespace of a process, none when it has no own one. */
    List<Group> groupsOf(long pid);
}
