package io.peregrine.engine.eval.bytes;

/** A predicate on a range of bytes. */
@FunctionalInterface
public interface ByteMatcher {
    /**
     * Whether the range satisfies the predicate.
     *
     * @param bytes holds the range; not changed and not kept
     * @param from the first byte
     * @param to behind the last byte
     */
    boolean matches(byte[] bytes, int from, int to);
}
