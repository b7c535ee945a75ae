package io.peregrine.engine.profile;

import io.peregrine.engine.eval.EvalContext;
import io.peregrine.engine.eval.EventPredicate;

/** A part of a rule's condition that tells what rejected. Immutable; belongs to one rule of one bucket. */
sealed interface TracedPart {
    /** Whether the part holds; where not, the trace knows because of what. */
    boolean test(EvalContext context, Trace trace);

    /** The same answer for every event. */
    record Fixed(boolean answer, int number) implements TracedPart {
        @Override
        public boolean test(EvalContext context, Trace trace) {
            return answer || trace.reject(number);
        }
    }

    /** A comparison. */
    record Compared(EventPredicate comparison, int number) implements TracedPart {
        @Override
        public boolean test(EvalContext context, Trace trace) {
            return comparison.test(context) || trace.reject(number);
        }
    }

    /** Parts all of which must hold: the first that does not rejects. */
    record All(TracedPart[] parts) implements TracedPart {
        @Override
        public boolean test(EvalContext context, Trace trace) {
            for (TracedPart part : parts) {
                if (!part.test(context, trace)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Parts one of which must hold: together they reject. */
    record Any(TracedPart[] parts, int number) implements TracedPart {
        @Override
        public boolean test(EvalContext context, Trace trace) {
            for (TracedPart part : parts) {
                if (part.test(context, trace)) {
                    return true;
                }
            }
            return trace.reject(number);
        }
    }

    /** The opposite of a part. */
    record Not(TracedPart part, int number) implements TracedPart {
        @Override
        public boolean test(EvalContext context, Trace trace) {
            return !part.test(context, trace) || trace.reject(number);
        }
    }

    /** A part whose answer is remembered; its own parts begin at a number. */
    record Remembered(TracedPart part, int memo, int first) implements TracedPart {
        @Override
        public boolean test(EvalContext context, Trace trace) {
            boolean known = context.isKnown(memo);
            trace.countShared(known);
            if (known) {
                return context.recall(memo) || trace.repeatRejection(memo, first);
            }
            return context.remember(memo, part.test(context, trace)) || trace.keepRejection(memo, first);
        }
    }
}
