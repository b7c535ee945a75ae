package io.peregrine.state;

import io.peregrine.event.ByteString;

/**
 * A group of users.
 *
 * @param gid the group's id
 * @param name its name
 */
public record Group(long gid, ByteString name) {
    /** The group that is in no table. */
    public static final Group NONE = new Group(Credentials.NO_ID, ByteString.EMPTY);

    /** The bytes that an entry takes. */
    int weight() {
        return 160 + name.length();
    }

    /** Whether this is {@link #NONE}. */
    public boolean isNone() {
        return this == NONE;
    }
}
