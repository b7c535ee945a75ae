package io.peregrine.filter.resolve;

import io.peregrine.filter.syntax.Expr;

/**
 * A named condition.
 *
 * @param name the name
 * @param expr its tree
 * @param resolved whether no macro stands in the tree any more
 * @param size the number of nodes of the tree
 * @param depth the number of nodes from the root to the deepest leaf
 */
public record Macro(String name, Expr expr, boolean resolved, long size, int depth) {
    /** A macro as it was parsed. */
    public static Macro parsed(String name, Expr expr) {
        return new Macro(name, expr, false, 0, 0);
    }
}
