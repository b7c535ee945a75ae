package io.peregrine.capture.record;

import io.peregrine.event.ByteString;

/**
 * A group of users of the machine.
 *
 * @param gid the group's number, unsigned
 * @param name the group's name
 */
public record GroupRecord(int gid, ByteString name) {}
