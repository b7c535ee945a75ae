package io.peregrine.kernelfilter;

import io.peregrine.engine.eval.Plan;
import io.peregrine.filter.field.FieldReference;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Constant;
import io.peregrine.filter.typed.Expression;
import io.peregrine.filter.typed.Right;

/**
 * Answers a condition for a class of events: every comparison that can be answered from what is known of them is, every other may be true or false. Used by
 * one thread.
 *
 * @param events the class
 * @param terms where the paths that it asks for are noted
 */
record ConditionClass(EventClass events, PathTerms terms) {
    Certainty of(Plan plan) {
        return switch (plan) {
            case Plan.Fixed(boolean answer) -> answer ? Certainty.ALWAYS : Certainty.NEVER;
            case Plan.All all -> {
                Certainty truth = Certainty.ALWAYS;
                for (Plan part : all.parts()) {
                    truth = truth.and(of(part));
                }
                yield truth;
            }
            case Plan.Any any -> {
                Certainty truth = Certainty.NEVER;
                for (Plan part : any.parts()) {
                    truth = truth.or(of(part));
                }
                yield truth;
            }
            case Plan.Not not -> of(not.part()).not();
            case Plan.Remembered remembered -> of(remembered.part());
            case Plan.Asked asked -> of(asked.source());
        };
    }

    private Certainty of(Condition.Check check) {
        if (!(check.left() instanceof Expression.Field(FieldReference field))) {
            return Certainty.MAYBE;
        }
        String name = field.field().name();
        if (name.equals("evt.dir")) {
            return Certainty.neverIf(asksForBeginning(check));
        }
        Certainty byNumber = EventHistory.ofNumber(check);
        if (byNumber != Certainty.MAYBE) {
            return byNumber;
        }
        if (events.reading() && OpenChecks.isNever(field, check, events)
                || events.family() != EventClass.ANY_FAMILY && isNeverOfFamily(field, check)) {
            return Certainty.NEVER;
        }
        Certainty byResult = events.failed() ? ResultChecks.of(name, check, events) : Certainty.MAYBE;
        if (byResult != Certainty.MAYBE || events.failed() && hasNoValueAfterFailure(name)) {
            return Certainty.NEVER;
        }
        return events.elsewhere() ? PathChecks.of(check, field, events, terms) : Certainty.MAYBE;
    }

    private boolean isNeverOfFamily(FieldReference field, Condition.Check check) {
        return events.failed()
                ? UntoldSocketChecks.isNever(field, check, events)
                : FamilyChecks.isNever(field, check, events);
    }

    private static boolean asksForBeginning(Condition.Check check) {
        return check.operator() == Operator.EQ
                && check.right() instanceof Right.Value(Constant value)
                && value instanceof Constant.Bytes text
                && text.text().equals(">");
    }

    /** The paths of calls that open nothing are shown when the call succeeded, and a descriptor that was not made has no file name. */
    private boolean hasNoValueAfterFailure(String field) {
        return PathCalls.opens(events.code())
                ? field.equals("fd.filename")
                : field.startsWith("fs.path.") && PathCalls.has(events.code());
    }
}
