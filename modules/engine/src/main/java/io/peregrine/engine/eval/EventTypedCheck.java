package io.peregrine.engine.eval;

import io.peregrine.fields.EventTypedExtractor;
import io.peregrine.fields.Slot;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Constant;
import io.peregrine.filter.typed.ListLookup;
import io.peregrine.filter.typed.Right;
import io.peregrine.filter.typed.ValueKind;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.ParamType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The comparison of a field whose type differs between events: one predicate for each type.
 *
 * <p>As in Falco a quantified list counts by its first item. Lists are asked for text alone, see {@link ListLookup}.
 */
final class EventTypedCheck implements Comparison {
    private static final SlotMatcher NEVER = value -> false;

    private final EventTypedExtractor field;
    private final SlotMatcher[] byCode;

    private EventTypedCheck(EventTypedExtractor field, SlotMatcher[] byCode) {
        this.field = field;
        this.byCode = byCode;
    }

    static Comparison plan(Condition.Check check, EventTypedExtractor field) {
        Map<ParamType, SlotMatcher> byType = new EnumMap<>(ParamType.class);
        SlotMatcher[] byCode = new SlotMatcher[EventCodes.COUNT];
        for (int code = 0; code < byCode.length; code++) {
            byCode[code] = byType.computeIfAbsent(field.type(code), type -> matcher(check, type));
        }
        return new EventTypedCheck(field, byCode);
    }

    @Override
    public boolean test(EvalContext context) {
        Slot value = context.slot();
        SlotMatcher matcher = byCode[context.event().event().code()];
        return matcher != NEVER && field.extract(context.event(), value) && matcher.matches(value);
    }

    private static SlotMatcher matcher(Condition.Check check, ParamType type) {
        if (type == ParamType.NONE) {
            return NEVER;
        }
        return switch (check.right()) {
            case Right.Nothing() -> value -> true;
            case Right.Value(Constant value) -> one(check, value, type);
            case Right.Values(List<Constant> values, Quantifier quantifier)
            when quantifier == Quantifier.NONE -> listed(check, values, type);
            case Right.Values(List<Constant> values, Quantifier quantifier) ->
                values.isEmpty() ? NEVER : one(check, values.getFirst(), type);
            case Right.Computed computed ->
                throw new PlanException("This field cannot be compared with another expression.");
        };
    }

    private static SlotMatcher one(Condition.Check check, Constant constant, ParamType type) {
        ValueKind kind = ValueKind.of(type);
        boolean fits = suits(check.operator(), kind);
        return fits
                ? MatcherFactory.one(
                        kind,
                        check.operator(),
                        RecastConstant.to(type, check.left().type(), constant))
                : NEVER;
    }

    private static SlotMatcher listed(Condition.Check check, List<Constant> constants, ParamType type) {
        return ValueKind.of(type) == ValueKind.TEXT
                ? MatcherFactory.listed(ValueKind.TEXT, check.operator(), constants)
                : NEVER;
    }

    /** Whether an operator that suits the type of the constants suits the type of the value too. */
    private static boolean suits(Operator operator, ValueKind kind) {
        return switch (kind) {
            case SIGNED, UNSIGNED, DOUBLE ->
                switch (operator) {
                    case EQ, NE, LT, LE, GT, GE -> true;
                    default -> false;
                };
            case TEXT -> true;
            case BUFFER ->
                switch (operator) {
                    case EQ, NE, CONTAINS, STARTSWITH, ENDSWITH -> true;
                    default -> false;
                };
            case BOOL, ADDRESS -> operator == Operator.EQ || operator == Operator.NE;
            case NETWORK, OPAQUE -> false;
        };
    }
}
