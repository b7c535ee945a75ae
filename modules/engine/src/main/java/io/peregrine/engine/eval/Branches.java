package io.peregrine.engine.eval;

/** The predicates that put others together, and the one that remembers. */
final class Branches {
    private Branches() {}

    /** The same answer for every event. */
    record Constant(boolean answer) implements EventPredicate {
        @Override
        public boolean test(EvalContext context) {
            return answer;
        }
    }

    /** Two conditions, both of which must hold. */
    record Both(EventPredicate first, EventPredicate second) implements EventPredicate {
        @Override
        public boolean test(EvalContext context) {
            return first.test(context) && second.test(context);
        }
    }

    /** Conditions all of which must hold, asked in order. */
    record All(EventPredicate[] children) implements EventPredicate {
        @Override
        public boolean test(EvalContext context) {
            for (EventPredicate child : children) {
                if (!child.test(context)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Conditions one of which must hold, asked in order. */
    record Any(EventPredicate[] children) implements EventPredicate {
        @Override
        public boolean test(EvalContext context) {
            for (EventPredicate child : children) {
                if (child.test(context)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The opposite of a condition. */
    record Not(EventPredicate child) implements EventPredicate {
        @Override
        public boolean test(EvalContext context) {
            return !child.test(context);
        }
    }

    /** A condition that several others ask, answered once an event. */
    record Remembered(EventPredicate child, int memo) implements EventPredicate {
        @Override
        public boolean test(EvalContext context) {
            return context.isKnown(memo) ? context.recall(memo) : context.remember(memo, child.test(context));
        }
    }
}
