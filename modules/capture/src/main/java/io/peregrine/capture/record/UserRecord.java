package io.peregrine.capture.record;

import io.peregrine.event.ByteString;

/**
 * A user of the machine.
 *
 * @param uid the user's number, unsigned
 * @param gid the number of the main group, unsigned
 * @param name the login name
 * @param home the home directory
 * @param shell the login shell
 */
public record UserRecord(int uid, int gid, ByteString name, ByteString home, ByteString shell) {}
