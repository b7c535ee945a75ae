package io.peregrine.loader.lint;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Constant;
import io.peregrine.filter.typed.EventSelection;
import io.peregrine.filter.typed.Expression;
import io.peregrine.filter.typed.Right;
import io.peregrine.loader.CompiledRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds conditions that no event can satisfy: comparisons that exclude each other, comparisons with empty lists, and event types that do
 * not meet. Alternatives are looked at one by one; a condition is refused only when every way through it is closed.
 */
final class NeverTrue {
    private static final String SYSCALL_SOURCE = "syscall";
    private static final String REMOVE = "remove one of the two, or join them with 'or'";

    private NeverTrue() {}

    static void find(List<CompiledRule> rules, List<Diagnostic> findings) {
        for (CompiledRule rule : rules) {
            Condition condition = rule.checked().condition();
            Optional<Reason> reason = reason(Literal.conjuncts(condition)).or(() -> noEvent(rule, condition));
            reason.ifPresent(found -> findings.add(LintFindings.finding(
                    LintFindings.NEVER_TRUE,
                    "the rule '" + rule.name() + "' can never match: " + found.text(),
                    found.fix(),
                    found.place().map(c -> c.origin().span()).orElse(rule.place()))));
        }
    }

    /** Why a conjunction is never true, what to do about it, and the comparison to show. */
    record Reason(String text, String fix, Optional<Condition.Check> place) {}

    private static Optional<Reason> noEvent(CompiledRule rule, Condition condition) {
        boolean none = rule.checked().label().source().equals(SYSCALL_SOURCE)
                && EventSelection.eventCodes(condition).isEmpty();
        return none
                ? Optional.of(new Reason("its comparisons of evt.type leave no event over", REMOVE, Optional.empty()))
                : Optional.empty();
    }

    static Optional<Reason> reason(List<Literal> literals) {
        Map<Expression, List<Literal>> bySubject = new LinkedHashMap<>();
        for (Literal literal : literals) {
            if (literal.condition() instanceof Condition.Check check) {
                bySubject.computeIfAbsent(check.left(), _ -> new ArrayList<>()).add(literal);
            }
        }
        for (Map.Entry<Expression, List<Literal>> subject : bySubject.entrySet()) {
            Optional<Reason> reason = opposite(subject.getValue()).or(() -> emptyList(subject.getValue()));
            if (reason.isEmpty() && Facts.isPlain(subject.getKey())) {
                reason = contradiction(subject.getValue());
            }
            if (reason.isPresent()) {
                return reason;
            }
        }
        return closedAlternatives(literals);
    }

    private static Optional<Reason> closedAlternatives(List<Literal> literals) {
        List<Literal> checks = literals.stream()
                .filter(literal -> literal.condition() instanceof Condition.Check)
                .toList();
        for (Literal literal : literals) {
            List<List<Literal>> alternatives = literal.alternatives();
            List<Reason> reasons = alternatives.stream()
                    .map(alternative ->
                            Stream.concat(checks.stream(), alternative.stream()).toList())
                    .map(NeverTrue::reason)
                    .flatMap(Optional::stream)
                    .toList();
            if (!alternatives.isEmpty() && reasons.size() == alternatives.size()) {
                Reason first = reasons.getFirst();
                return Optional.of(new Reason("in every alternative, " + first.text(), first.fix(), first.place()));
            }
        }
        return Optional.empty();
    }

    private static Condition.Check check(Literal literal) {
        return (Condition.Check) literal.condition();
    }

    private static Optional<Reason> opposite(List<Literal> literals) {
        for (Literal literal : literals) {
            if (!literal.negated()) {
                for (Literal other : literals) {
                    if (other.negated() && Facts.implies(check(literal), check(other))) {
                        return Optional.of(two(check(literal), "not " + text(check(other)), check(other)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Reason> emptyList(List<Literal> literals) {
        for (Literal literal : literals) {
            if (!literal.negated()
                    && check(literal).right() instanceof Right.Values values
                    && values.values().isEmpty()) {
                return Optional.of(new Reason(
                        "'" + text(check(literal)) + "' compares with an empty list",
                        "put values into the list, or remove the comparison",
                        Optional.of(check(literal))));
            }
        }
        return Optional.empty();
    }

    private static Optional<Reason> contradiction(List<Literal> literals) {
        List<Condition.Check> positive = literals.stream()
                .filter(l -> !l.negated())
                .map(NeverTrue::check)
                .toList();
        for (int i = 0; i < positive.size(); i++) {
            for (int j = i + 1; j < positive.size(); j++) {
                if (excludes(positive.get(i), positive.get(j)) || excludes(positive.get(j), positive.get(i))) {
                    return Optional.of(two(positive.get(i), text(positive.get(j)), positive.get(j)));
                }
            }
        }
        Range range = Range.ALL;
        for (Condition.Check check : positive) {
            range = range.and(check);
            if (range.isEmpty()) {
                return Optional.of(new Reason(
                        "'" + text(check) + "' leaves no number over after the comparisons before it",
                        REMOVE,
                        Optional.of(check)));
            }
        }
        return leftOver(literals, positive);
    }

    private static boolean excludes(Condition.Check check, Condition.Check other) {
        Optional<List<Constant>> values = Facts.values(check);
        if (values.isPresent() && !values.get().isEmpty()) {
            return values.get().stream()
                    .noneMatch(value -> Facts.holds(other, value).orElse(true));
        }
        Optional<String> one = Facts.prefix(check);
        Optional<String> two = Facts.prefix(other);
        return one.isPresent()
                && two.isPresent()
                && !one.get().startsWith(two.get())
                && !two.get().startsWith(one.get());
    }

    /** The values that a first comparison allows, each of which some other comparison takes away. */
    private static Optional<Reason> leftOver(List<Literal> literals, List<Condition.Check> positive) {
        for (Condition.Check check : positive) {
            Optional<List<Constant>> values = Facts.values(check);
            boolean closed = values.isPresent()
                    && !values.get().isEmpty()
                    && values.get().stream().allMatch(value -> literals.stream().anyMatch(l -> refuses(l, value)));
            if (closed) {
                return Optional.of(new Reason(
                        "every value that '" + text(check) + "' allows is excluded by another comparison",
                        REMOVE,
                        Optional.of(check)));
            }
        }
        return Optional.empty();
    }

    private static boolean refuses(Literal literal, Constant value) {
        return Facts.holds(check(literal), value)
                .filter(holds -> holds == literal.negated())
                .isPresent();
    }

    private static Reason two(Condition.Check first, String second, Condition.Check place) {
        return new Reason("'" + text(first) + "' and '" + second + "' exclude each other", REMOVE, Optional.of(place));
    }

    /** A comparison as its author wrote it. */
    static String text(Condition.Check check) {
        String text = check.origin()
                .text()
                .text()
                .substring(check.origin().start(), check.origin().end());
        String line = text.replaceAll("\\s+", " ").strip();
        boolean exists = check.operator() == Operator.EXISTS;
        return line.length() > 80 && !exists ? line.substring(0, 77) + "..." : line;
    }
}
