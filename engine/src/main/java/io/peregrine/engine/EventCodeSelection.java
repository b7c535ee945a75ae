package io.peregrine.engine;

import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Constant;
import io.peregrine.filter.typed.Expression;
import io.peregrine.filter.typed.Right;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.SyscallTable;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the event codes for which a condition can be true, as far as its comparisons of {@code evt.type} tell.
 *
 * <p>Only {@code =}, {@code !=}, {@code in} and {@code exists} on {@code evt.type} or {@code syscall.type} say something about codes;
 * every other comparison is neutral: it allows all codes, negated or not. Negations are pushed down to the comparisons. A system call
 * without events of its own selects the generic codes, which all such calls share. Source of the rules: {@code ppm_codes.cpp} of libs
 * 0.25.2.
 */
public final class EventCodeSelection {
    private static final Map<String, BitSet> CODES_BY_NAME = codesByName();

    private EventCodeSelection() {}

    /** The codes for a condition, as a new set. */
    public static BitSet of(Condition condition) {
        return select(condition, false);
    }

    /** The codes that a name in a condition stands for, as a new set; none for an unknown name. */
    public static BitSet named(String name) {
        BitSet codes = CODES_BY_NAME.get(name);
        return codes == null ? new BitSet() : (BitSet) codes.clone();
    }

    private static BitSet select(Condition condition, boolean negated) {
        return switch (condition) {
            case Condition.And(List<Condition> children) -> combine(children, !negated, negated);
            case Condition.Or(List<Condition> children) -> combine(children, negated, negated);
            case Condition.Not(Condition child) -> select(child, !negated);
            case Condition.Check check -> select(check, negated);
        };
    }

    private static BitSet combine(List<Condition> children, boolean intersect, boolean negated) {
        BitSet codes = intersect ? all() : new BitSet();
        for (Condition child : children) {
            if (intersect) {
                codes.and(select(child, negated));
            } else {
                codes.or(select(child, negated));
            }
        }
        return codes;
    }

    private static BitSet select(Condition.Check check, boolean negated) {
        if (!isEventType(check.left())) {
            return all();
        }
        return switch (check.operator()) {
            case EXISTS -> negated ? new BitSet() : all();
            case EQ, IN -> named(check.right(), negated);
            case NE -> named(check.right(), !negated);
            default -> all();
        };
    }

    private static boolean isEventType(Expression expression) {
        return expression instanceof Expression.Field(var reference)
                && (reference.field().name().equals("evt.type")
                        || reference.field().name().equals("syscall.type"));
    }

    private static BitSet named(Right right, boolean inverted) {
        BitSet codes = new BitSet();
        switch (right) {
            case Right.Value(Constant value) -> codes.or(named(text(value)));
            case Right.Values values -> values.values().forEach(value -> codes.or(named(text(value))));
            case Right.Nothing() -> codes.or(all());
            case Right.Computed computed -> {
                return all();
            }
        }
        if (inverted) {
            codes.flip(0, EventCodes.COUNT);
        }
        return codes;
    }

    private static String text(Constant constant) {
        return constant instanceof Constant.Bytes bytes ? bytes.text() : "";
    }

    private static BitSet all() {
        BitSet codes = new BitSet(EventCodes.COUNT);
        codes.set(0, EventCodes.COUNT);
        return codes;
    }

    private static Map<String, BitSet> codesByName() {
        Map<String, BitSet> codes = new HashMap<>();
        for (EventDescriptor event : EventTable.all()) {
            if (event.code() > EventCodes.GENERIC_X) {
                codes.computeIfAbsent(event.name(), name -> new BitSet()).set(event.code());
            }
        }
        SyscallTable.all()
                .forEach(call -> codes.computeIfAbsent(call.name(), name -> {
                    BitSet generic = new BitSet();
                    generic.set(EventCodes.GENERIC_E);
                    generic.set(EventCodes.GENERIC_X);
                    return generic;
                }));
        return codes;
    }
}
