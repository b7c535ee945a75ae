package io.peregrine.state;

import io.peregrine.event.ByteString;

/**
 * A user account.
 *
 * @param uid the user's id
 * @param gid the id of its first group
 * @param name the login name
 * @param home the home directory
 * @param shell the login shell
 */
public record User(long uid, long gid, ByteString name, ByteString home, ByteString shell) {
    /** The user that is in no table. */
    public static final User NONE =
            new User(Credentials.NO_ID, Credentials.NO_ID, ByteString.EMPTY, ByteString.EMPTY, ByteString.EMPTY);

    /** The bytes that an entry takes. */
    int weight() {
        return 240 + name.length() + home.length() + shell.length();
    }

    /** Whether this is {@link #NONE}. */
    public boolean isNone() {
        return this == NONE;
    }
}
