package io.peregrine.engine.eval;

import io.peregrine.fields.AnyExtractor;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.ComparingExtractor;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.Slot;
import io.peregrine.fields.SlotList;

/** The comparisons: something is read, and what came is put before a predicate. Without a value they are false. */
final class Checks {
    private Checks() {}

    /** Holds for no event, as some comparisons do in Falco. */
    record Never() implements Comparison {
        @Override
        public boolean test(EvalContext context) {
            return false;
        }
    }

    /** A number field. */
    record OfNumber(NumberExtractor field, SlotMatcher matcher) implements Comparison {
        @Override
        public boolean test(EvalContext context) {
            Slot value = context.slot();
            return field.extract(context.event(), value) && matcher.matches(value);
        }
    }

    /** A field of text, a buffer or an address. */
    record OfBytes(BytesExtractor field, SlotMatcher matcher) implements Comparison {
        @Override
        public boolean test(EvalContext context) {
            Slot value = context.slot();
            return field.extract(context.event(), value) && matcher.matches(value);
        }
    }

    /** A number field that several comparisons read; its value is kept for the rest of the event. */
    record OfKeptNumber(NumberExtractor field, int value, SlotMatcher matcher) implements Comparison {
        @Override
        public boolean test(EvalContext context) {
            return context.readNumber(value, field) && matcher.matches(context.value(value));
        }
    }

    /** A field of bytes that several comparisons read; its value is kept for the rest of the event. */
    record OfKeptBytes(BytesExtractor field, int value, SlotMatcher matcher) implements Comparison {
        @Override
        public boolean test(EvalContext context) {
            return context.readBytes(value, field) && matcher.matches(context.value(value));
        }
    }

    /** A computed value. */
    record OfReading(Reading.Single reading, SlotMatcher matcher) implements Comparison {
        @Override
        public boolean test(EvalContext context) {
            Slot value = context.slot();
            return reading.read(context, value) && matcher.matches(value);
        }
    }

    /** Every value of a list; true for a list of none. */
    record OfEvery(Reading.Several reading, SlotMatcher matcher) implements Comparison {
        @Override
        public boolean test(EvalContext context) {
            SlotList values = context.list();
            if (!reading.read(context, values)) {
                return false;
            }
            for (int i = 0; i < values.size(); i++) {
                if (!matcher.matches(values.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Some value of a list. */
    record OfSome(Reading.Several reading, SlotMatcher matcher) implements Comparison {
        @Override
        public boolean test(EvalContext context) {
            SlotList values = context.list();
            return reading.read(context, values) && hasMatch(values, matcher);
        }
    }

    /** A field that holds when any one of its candidates does. */
    record OfAny(AnyExtractor field, SlotMatcher matcher) implements Comparison {
        @Override
        public boolean test(EvalContext context) {
            SlotList values = context.list();
            return field.extract(context.event(), values) && hasMatch(values, matcher);
        }
    }

    /** A field that holds when all of its candidates do, of which there is at least one. */
    record OfAll(AnyExtractor field, SlotMatcher matcher) implements Comparison {
        @Override
        public boolean test(EvalContext context) {
            SlotList values = context.list();
            if (!field.extract(context.event(), values)) {
                return false;
            }
            for (int i = 0; i < values.size(); i++) {
                if (!matcher.matches(values.get(i))) {
                    return false;
                }
            }
            return values.size() > 0;
        }
    }

    /** Whether a field has candidates to offer, be it none. */
    record AnyExists(AnyExtractor field) implements Comparison {
        @Override
        public boolean test(EvalContext context) {
            return field.extract(context.event(), context.list());
        }
    }

    /** A comparison that the field makes itself. */
    record OfField(ComparingExtractor.Comparison comparison) implements Comparison {
        @Override
        public boolean test(EvalContext context) {
            return comparison.holds(context.event(), context.slot());
        }
    }

    /** Whether there is a value. */
    record Exists(Reading reading) implements Comparison {
        @Override
        public boolean test(EvalContext context) {
            return switch (reading) {
                case Reading.Single single -> single.read(context, context.slot());
                case Reading.Several several -> several.read(context, context.list());
            };
        }
    }

    private static boolean hasMatch(SlotList values, SlotMatcher matcher) {
        for (int i = 0; i < values.size(); i++) {
            if (matcher.matches(values.get(i))) {
                return true;
            }
        }
        return false;
    }
}
