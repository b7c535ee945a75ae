package io.peregrine.filter.resolve;

import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.syntax.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts the trees of macros where their names stand. A macro's own grouping is kept. Trees are shared, not copied; the number of nodes with
 * all sharing written out is bounded at {@link #MAX_SIZE}, their depth at {@link #MAX_DEPTH}.
 */
public final class MacroResolver {
    /** How many nodes a condition may have. */
    public static final int MAX_SIZE = 500_000;

    /** How deep the nodes of a condition may stand in each other: two for each parenthesis that the parser takes, and macros. */
    public static final int MAX_DEPTH = 25_000;

    private final Function<String, Optional<Macro>> visible;
    private final Deque<String> path = new ArrayDeque<>();
    private final Map<String, Sized> done = new HashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private Optional<FilterException> firstLoop = Optional.empty();
    private Optional<FilterException> firstUnknown = Optional.empty();

    private MacroResolver(Function<String, Optional<Macro>> visible) {
        this.visible = visible;
    }

    /** A tree with its measures. */
    private record Sized(Expr expr, long size, int depth) {}

    /**
     * A tree without macros.
     *
     * @param macro the tree and its measures, under the name that was given
     * @param used the macros that were put in, inner ones included
     */
    public record Resolved(Macro macro, Set<String> used) {}

    /**
     * Resolves all macros of a tree.
     *
     * @param name the name of the result
     * @param visible the macro of a name, empty when there is none that may be used here
     * @throws FilterException for the first reference loop, else the first unknown macro, else a tree that is too large
     */
    public static Resolved resolve(String name, Expr expr, Function<String, Optional<Macro>> visible)
            throws FilterException {
        MacroResolver resolver = new MacroResolver(visible);
        Sized sized = resolver.put(expr);
        Optional<FilterException> problem = resolver.firstLoop.or(() -> resolver.firstUnknown);
        if (problem.isPresent()) {
            throw problem.get();
        }
        return new Resolved(new Macro(name, sized.expr(), true, sized.size(), sized.depth()), resolver.used);
    }

    private Sized put(Expr expr) throws FilterException {
        return switch (expr) {
            case Expr.And and -> {
                Children children = putAll(and.children(), and.origin());
                yield children.sized(children.changed() ? new Expr.And(children.exprs(), and.origin()) : and);
            }
            case Expr.Or or -> {
                Children children = putAll(or.children(), or.origin());
                yield children.sized(children.changed() ? new Expr.Or(children.exprs(), or.origin()) : or);
            }
            case Expr.Not not -> {
                Children children = putAll(List.of(not.child()), not.origin());
                Expr child = children.exprs().getFirst();
                yield children.sized(children.changed() ? new Expr.Not(child, not.origin()) : not);
            }
            case Expr.Exists exists -> new Sized(exists, 1, 1);
            case Expr.Compare compare -> new Sized(compare, 1, 1);
            case Expr.MacroUse use -> put(use);
        };
    }

    private record Children(List<Expr> exprs, boolean changed, long size, int depth) {
        Sized sized(Expr expr) {
            return new Sized(expr, size + 1, depth + 1);
        }
    }

    private Children putAll(List<Expr> children, Origin origin) throws FilterException {
        List<Expr> exprs = new ArrayList<>(children.size());
        boolean changed = false;
        long size = 0;
        int depth = 0;
        for (Expr child : children) {
            Sized sized = put(child);
            changed |= sized.expr() != child;
            size += sized.size();
            depth = Math.max(depth, sized.depth());
            exprs.add(sized.expr());
        }
        if (size >= MAX_SIZE) {
            throw new FilterException(
                    "the condition has more than " + MAX_SIZE + " parts once its macros are put in", origin);
        }
        if (depth >= MAX_DEPTH) {
            throw new FilterException("exceeded max depth limit of " + MAX_DEPTH, origin);
        }
        return new Children(exprs, changed, size, depth);
    }

    private Sized put(Expr.MacroUse use) throws FilterException {
        Sized known = done.get(use.name());
        if (known != null) {
            return known;
        }
        Optional<Macro> macro = visible.apply(use.name());
        if (macro.isEmpty()) {
            firstUnknown = firstUnknown.or(() -> Optional.of(
                    new FilterException("Undefined macro '" + use.name() + "' used in filter.", use.origin())));
            return new Sized(use, 1, 1);
        }
        if (path.contains(use.name())) {
            firstLoop = firstLoop.or(() ->
                    Optional.of(new FilterException("reference loop in macro '" + use.name() + "'", use.origin())));
            return new Sized(use, 1, 1);
        }
        if (path.size() >= MAX_DEPTH) {
            throw new FilterException("exceeded max depth limit of " + MAX_DEPTH, use.origin());
        }
        path.push(use.name());
        Sized sized = inside(macro.get());
        path.pop();
        used.add(use.name());
        done.put(use.name(), sized);
        return sized;
    }

    private Sized inside(Macro macro) throws FilterException {
        return macro.resolved() ? new Sized(macro.expr(), macro.size(), macro.depth()) : put(macro.expr());
    }
}
