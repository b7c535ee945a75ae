package io.peregrine.probe;

import java.util.Map;

/**
 * A structure of the C programs as their object file describes it.
 *
 * @param size the whole in bytes
 * @param members by name, in the order of the declaration; those of an unnamed member stand among them
 */
record CStructure(int size, Map<String, Member> members) {
    /**
     * A member.
     *
     * @param offset in bytes from the structure's beginning
     * @param size in bytes
     */
    record Member(int offset, int size) {}
}
