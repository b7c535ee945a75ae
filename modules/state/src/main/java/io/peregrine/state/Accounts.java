package io.peregrine.state;

import io.peregrine.event.ByteString;
import java.util.List;

/**
 * The system's own lists of users and groups, asked for those that no event announced. The process that is named decides whose list is
 * meant: {@link #HOST} the host's, any other that of its mount namespace. Called by the tables' thread.
 */
public interface Accounts {
    /** Stands for the host where a process is asked for. */
    long HOST = 0;

    /** The edition of a list that is not there. */
    long NO_LIST = 0;

    /** The lists of a replay, which know of nobody. */
    Accounts NONE = new Accounts() {
        @Override
        public long userEdition(long pid) {
            return NO_LIST;
        }

        @Override
        public long groupEdition(long pid) {
            return NO_LIST;
        }

        @Override
        public List<User> users(long pid) {
            return List.of();
        }

        @Override
        public List<Group> groups(long pid) {
            return List.of();
        }
    };

    /** A number that is another one when the list of users was changed, {@link #NO_LIST} when there is none of its own. */
    long userEdition(long pid);

    /** A number that is another one when the list of groups was changed, {@link #NO_LIST} when there is none of its own. */
    long groupEdition(long pid);

    /** All users; none when the process has no mount namespace of its own. */
    List<User> users(long pid);

    /** All groups; none when the process has no mount namespace of its own. */
    List<Group> groups(long pid);

    /** Whether a name is a directive of the name-service switch and no account. */
    static boolean isDirective(ByteString name) {
        return !name.isEmpty() && (name.at(0) == '+' || name.at(0) == '-');
    }
}
