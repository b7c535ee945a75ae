package io.peregrine.engine.eval.bytes;

import java.util.List;

/**
 * A set of paths that holds a path when one of its members is equal to it or above it.
 *
 * <p>Paths are compared component by component; empty components do not count, so {@code /a//b/} is {@code a/b}, and a member without
 * components is above everything. A component of a member may be a shell pattern ({@link GlobPattern}). Members below another member
 * are redundant and dropped.
 */
public final class PathPrefixes implements ByteMatcher {
    private final PathLevel root;

    private PathPrefixes(PathLevel root) {
        this.root = root;
    }

    /** The set of these paths; which pattern is tried first where several stand beside each other depends on their order. */
    public static PathPrefixes of(List<byte[]> paths) {
        PathLevel.Builder builder = new PathLevel.Builder();
        for (byte[] path : paths) {
            builder.add(path, 0);
        }
        return new PathPrefixes(builder.build());
    }

    @Override
    public boolean matches(byte[] bytes, int from, int to) {
        return root.matches(bytes, from, to);
    }
}
