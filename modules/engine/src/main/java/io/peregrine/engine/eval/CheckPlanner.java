package io.peregrine.engine.eval;

import io.peregrine.fields.AnyExtractor;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.ComparingExtractor;
import io.peregrine.fields.EventTypedExtractor;
import io.peregrine.fields.Extractor;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Constant;
import io.peregrine.filter.typed.Expression;
import io.peregrine.filter.typed.ListLookup;
import io.peregrine.filter.typed.Right;
import io.peregrine.filter.typed.ValueKind;
import java.util.List;
import java.util.OptionalInt;

/** Turns comparisons into predicates. */
final class CheckPlanner {
    private final ExpressionPlanner expressions;
    private final ScratchPlan scratch;
    private final KeptValues kept;

    CheckPlanner(ExpressionPlanner expressions, ScratchPlan scratch, KeptValues kept) {
        this.expressions = expressions;
        this.scratch = scratch;
        this.kept = kept;
    }

    /** The predicate of one comparison. */
    Comparison plan(Condition.Check check) {
        if (ListLookup.neverHolds(check)) {
            return new Checks.Never();
        }
        if (check.left() instanceof Expression.Field field) {
            Extractor extractor = expressions.bind(field).extractor();
            switch (extractor) {
                case ComparingExtractor comparing -> {
                    return new Checks.OfField(comparing.compare(check.operator(), constants(check.right())));
                }
                case EventTypedExtractor typed -> {
                    return EventTypedCheck.plan(check, typed);
                }
                case AnyExtractor any -> {
                    return planAny(check, any);
                }
                case NumberExtractor number
                when hasConstants(check) -> {
                    return planNumber(number, kept.place(field.reference()), matcher(check, check.right()));
                }
                case BytesExtractor bytes
                when hasConstants(check) -> {
                    return planBytes(bytes, kept.place(field.reference()), matcher(check, check.right()));
                }
                default -> {}
            }
        }
        Reading left = expressions.plan(check.left());
        return switch (check.right()) {
            case Right.Nothing() -> new Checks.Exists(left);
            case Right.Computed(Expression expression) -> planPair(check, left, expressions.planPart(expression));
            case Right.Value value -> planConstant(check, left, value);
            case Right.Values values -> planConstant(check, left, values);
        };
    }

    private static Comparison planNumber(NumberExtractor field, OptionalInt place, SlotMatcher matcher) {
        return place.isPresent()
                ? new Checks.OfKeptNumber(field, place.getAsInt(), matcher)
                : new Checks.OfNumber(field, matcher);
    }

    private static Comparison planBytes(BytesExtractor field, OptionalInt place, SlotMatcher matcher) {
        return place.isPresent()
                ? new Checks.OfKeptBytes(field, place.getAsInt(), matcher)
                : new Checks.OfBytes(field, matcher);
    }

    private static boolean hasConstants(Condition.Check check) {
        return check.right() instanceof Right.Value || check.right() instanceof Right.Values;
    }

    private Comparison planConstant(Condition.Check check, Reading left, Right right) {
        return switch (left) {
            case Reading.Single single -> new Checks.OfReading(single, matcher(check, right));
            case Reading.Several several -> planList(check, several, right);
        };
    }

    private static Comparison planList(Condition.Check check, Reading.Several left, Right right) {
        ValueKind kind = kind(check);
        SlotMatcher matcher = kind == ValueKind.TEXT
                ? MatcherFactory.listed(ValueKind.BUFFER, check.operator(), constants(right))
                : MatcherFactory.listed(kind, check.operator(), constants(right));
        return switch (check.operator()) {
            case IN -> new Checks.OfEvery(left, matcher);
            case INTERSECTS -> new Checks.OfSome(left, matcher);
            default -> throw PlanException.unsupported(check.operator(), "lists");
        };
    }

    /** These fields compare one candidate after another with the first item of a quantified list only, as in Falco. */
    private static Comparison planAny(Condition.Check check, AnyExtractor field) {
        if (check.operator() == Operator.EXISTS) {
            return new Checks.AnyExists(field);
        }
        Right right = check.right();
        if (right instanceof Right.Values(List<Constant> values, Quantifier quantifier)) {
            boolean quantified = quantifier != Quantifier.NONE;
            if (quantified && values.isEmpty()) {
                return new Checks.Never();
            }
            if (quantified) {
                right = new Right.Value(values.getFirst());
            } else if (field.firstItemOnly()) {
                right = new Right.Values(values.subList(0, Math.min(1, values.size())), quantifier);
            }
        }
        SlotMatcher matcher = matcher(check, right);
        return check.operator() == Operator.NE && field.unequalMeansAll()
                ? new Checks.OfAll(field, matcher)
                : new Checks.OfAny(field, matcher);
    }

    private Comparison planPair(Condition.Check check, Reading left, Reading right) {
        if (left instanceof Reading.Single first && right instanceof Reading.Single second) {
            return new PairChecks.OfSingles(
                    first, second, kind(check), check.operator(), scratch.newSlot(), scratch.newSlot());
        }
        if (left instanceof Reading.Several first && right instanceof Reading.Several second) {
            boolean every = check.operator() == Operator.IN;
            return new PairChecks.OfLists(first, second, kind(check), every, scratch.newList(), scratch.newList());
        }
        throw new PlanException("A list cannot be compared with a single value.");
    }

    /** The predicate on the left value, for a right side of constants. */
    static SlotMatcher matcher(Condition.Check check, Right right) {
        ValueKind kind = kind(check);
        return switch (right) {
            case Right.Value(Constant value) -> MatcherFactory.one(kind, check.operator(), value);
            case Right.Values(List<Constant> values, Quantifier quantifier)
            when quantifier == Quantifier.NONE -> MatcherFactory.listed(kind, check.operator(), values);
            case Right.Values(List<Constant> values, Quantifier quantifier) ->
                MatcherFactory.quantified(kind, check.operator(), values, quantifier);
            default -> throw new PlanException("This comparison has no constants.");
        };
    }

    private static ValueKind kind(Condition.Check check) {
        return ValueKind.of(check.left().type());
    }

    private static List<Constant> constants(Right right) {
        return switch (right) {
            case Right.Nothing() -> List.of();
            case Right.Value(Constant value) -> List.of(value);
            case Right.Values values -> values.values();
            case Right.Computed computed ->
                throw new PlanException("This field cannot be compared with another expression.");
        };
    }
}
