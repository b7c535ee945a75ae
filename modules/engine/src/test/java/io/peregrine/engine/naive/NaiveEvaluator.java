package io.peregrine.engine.naive;

import io.peregrine.fields.Catalog;
import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.Operand;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;
import io.peregrine.filter.typed.ConditionChecker;
import io.peregrine.filter.typed.ValueKind;
import io.peregrine.schema.ParamType;
import io.peregrine.state.EventContext;
import java.util.List;

/**
 * Evaluates a parsed condition in the plainest way: no plan, no index, no sharing, no scratch, strings and big integers. What it says
 * is what every evaluator must say.
 */
public final class NaiveEvaluator {
    private final NaiveReader reader;

    /** An evaluator over these fields. */
    public NaiveEvaluator(Catalog catalog, ConditionChecker checker) {
        this.reader = new NaiveReader(catalog, checker);
    }

    /** Whether the condition holds for the context's event. */
    public boolean test(Expr expr, EventContext event) {
        return switch (expr) {
            case Expr.And and -> and.children().stream().allMatch(child -> test(child, event));
            case Expr.Or or -> or.children().stream().anyMatch(child -> test(child, event));
            case Expr.Not not -> !test(not.child(), event);
            case Expr.Exists exists -> !(reader.read(exists.left(), event) instanceof NaiveValue.Missing);
            case Expr.Compare compare -> compare(compare, event);
            case Expr.MacroUse macro -> throw new IllegalArgumentException("macro " + macro.name());
        };
    }

    private boolean compare(Expr.Compare compare, EventContext event) {
        ParamType type = reader.typeOf(compare.left()).type();
        Operator operator = compare.operator();
        NaiveValue left = reader.read(compare.left(), event);
        if (left instanceof NaiveValue.Missing) {
            return false;
        }
        if (compare.right() instanceof Operand.Call call) {
            NaiveValue right = reader.read(call, event);
            return !(right instanceof NaiveValue.Missing)
                    && NaiveComparison.computed(ValueKind.of(type), operator, left, right);
        }
        List<String> words = compare.right() instanceof Operand.Words list
                ? list.words().stream().map(Operand.Word::text).toList()
                : List.of(((Operand.Word) compare.right()).text());
        boolean listed = compare.right() instanceof Operand.Words || operator.takesList();
        return switch (left) {
            case NaiveValue.Candidates candidates -> any(type, compare, candidates, words, listed);
            case NaiveValue.Several several -> several(type, operator, several.values(), words);
            default -> single(type, compare, left, words, listed);
        };
    }

    private static boolean any(
            ParamType type, Expr.Compare compare, NaiveValue.Candidates left, List<String> words, boolean listed) {
        boolean quantified = compare.quantifier() != Quantifier.NONE;
        boolean first = listed && (left.firstItemOnly() || quantified) && !words.isEmpty();
        List<String> used = first ? words.subList(0, 1) : words;
        if (quantified && words.isEmpty()) {
            return false;
        }
        if (listed && !quantified && left.neverHolds().test(compare.operator())) {
            return false;
        }
        if (compare.operator() == Operator.NE && left.unequalMeansAll()) {
            return !left.values().isEmpty()
                    && left.values().stream()
                            .allMatch(value -> single(type, compare, value, used, listed && !quantified));
        }
        return left.values().stream().anyMatch(value -> single(type, compare, value, used, listed && !quantified));
    }

    private static boolean several(ParamType type, Operator operator, List<NaiveValue> values, List<String> words) {
        List<NaiveValue> members = words.stream()
                .map(word -> NaiveComparison.constant(type, operator, word))
                .toList();
        return operator == Operator.IN
                ? values.stream().allMatch(members::contains)
                : values.stream().anyMatch(members::contains);
    }

    private static boolean single(
            ParamType type, Expr.Compare compare, NaiveValue left, List<String> words, boolean listed) {
        Operator operator = compare.operator();
        if (!listed) {
            return NaiveComparison.holds(type, operator, left, words.getFirst());
        }
        if (operator == Operator.PMATCH) {
            return NaivePaths.matches(words, ((NaiveValue.Bytes) left).trimmed());
        }
        if (ValueKind.of(type) == ValueKind.NETWORK
                && operator == Operator.EQ
                && compare.quantifier() == Quantifier.ANYOF) {
            return false;
        }
        if (ValueKind.of(type) == ValueKind.NETWORK
                && operator == Operator.NE
                && compare.quantifier() == Quantifier.ALLOF) {
            return !words.isEmpty();
        }
        long count = words.stream()
                .filter(word -> NaiveComparison.holds(type, operator, left, word))
                .count();
        Quantifier quantifier = compare.quantifier();
        return switch (quantifier) {
            case NONE, ANYOF -> count > 0;
            case ONEOF -> count == 1;
            case ALLOF -> count == words.size() && count > 0;
        };
    }
}
