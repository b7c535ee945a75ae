package io.peregrine.filter.syntax;

import java.util.List;

/** A parsed condition, before macros are put in and before fields are looked up. */
public sealed interface Expr {
    /** Where it was written, from its first to its last character. */
    Origin origin();

    /** {@code a and b and ...}, at least two. */
    record And(List<Expr> children, Origin origin) implements Expr {
        public And {
            children = List.copyOf(children);
        }
    }

    /** {@code a or b or ...}, at least two. */
    record Or(List<Expr> children, Origin origin) implements Expr {
        public Or {
            children = List.copyOf(children);
        }
    }

    /** {@code not a}. */
    record Not(Expr child, Origin origin) implements Expr {}

    /** The name of a macro. */
    record MacroUse(String name, Origin origin) implements Expr {}

    /** {@code left exists}. */
    record Exists(Operand left, Origin origin) implements Expr {}

    /**
     * {@code left operator [quantifier] right}.
     *
     * @param symbol the operator as it was written, which for {@code =} may be {@code ==}
     * @param right a {@link Operand.Word}, {@link Operand.Words} or {@link Operand.Call}
     */
    record Compare(Operand left, Operator operator, String symbol, Quantifier quantifier, Operand right, Origin origin)
            implements Expr {}
}
