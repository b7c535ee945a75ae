package io.peregrine.state;

/**
 * As whom a thread acts.
 *
 * @param uid the user, 0xffffffff when unknown
 * @param gid the group of users, 0xffffffff when unknown
 * @param loginuid the user that logged in, 0xffffffff when there is none
 * @param permitted the permitted capabilities, a bit each in the driver's order
 * @param effective the effective capabilities
 * @param inheritable the inheritable capabilities
 */
public record Credentials(long uid, long gid, long loginuid, long permitted, long effective, long inheritable) {
    /** The id of no user and no group. */
    public static final long NO_ID = 0xffffffffL;

    /** Nothing known. */
    public static final Credentials UNKNOWN = new Credentials(NO_ID, NO_ID, NO_ID, 0, 0, 0);

    /** The same for another user. */
    public Credentials withUid(long newUid) {
        return new Credentials(newUid, gid, loginuid, permitted, effective, inheritable);
    }

    /** The same for another group. */
    public Credentials withGid(long newGid) {
        return new Credentials(uid, newGid, loginuid, permitted, effective, inheritable);
    }

    /** The same with other capabilities. */
    public Credentials withCapabilities(long newPermitted, long newEffective, long newInheritable) {
        return new Credentials(uid, gid, loginuid, newPermitted, newEffective, newInheritable);
    }
}
