package io.peregrine.state;

import io.peregrine.event.ByteString;
import java.util.List;

/**
 * The system's own lists of users and groups, asked for those that no event announced. Called by the tables' thread, and only where an account is unknown: an implementation reads files.
 */
@FunctionalInterface
public interface Accounts {
    /** Stands for the host where a process is asked for. */
    long HOST = 0;

    /** The edition of a list that is not there. */
    long NO_LIST = 0;

    /** The lists of a replay, which know of nobody. */
    Accounts NONE = pid -> Lists.NONE;

    /** The lists that count for a process: {@link #HOST} means the host's, any other process those of its mount namespace, {@link Lists#NONE} where it has none of its own. */
    Lists of(long pid);

    /** The lists of one system, read when they are asked for. */
    interface Lists {
        /** No lists. */
        Lists NONE = new Lists() {
            @Override
            public long userEdition() {
                return NO_LIST;
            }

            @Override
            public long groupEdition() {
                return NO_LIST;
            }

            @Override
            public List<User> users() {
                return List.of();
            }

            @Override
            public List<Group> groups() {
                return List.of();
            }
        };

        /** A number that is another one when the list of users was changed, {@link Accounts#NO_LIST} when there is none. */
        long userEdition();

        /** A number that is another one when the list of groups was changed, {@link Accounts#NO_LIST} when there is none. */
        long groupEdition();

        /** All users. */
        List<User> users();

        /** All groups. */
        List<Group> groups();
    }

    /** Whether a name is a directive of the name-service switch and no account. */
    static boolean isDirective(ByteString name) {
        return !name.isEmpty() && (name.at(0) == '+' || name.at(0) == '-');
    }
}
