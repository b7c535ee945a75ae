package io.peregrine.engine.eval;

import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.ListExtractor;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.Slot;
import io.peregrine.fields.SlotList;
import io.peregrine.fields.Value;

/** The readings of fields. */
final class FieldReadings {
    private FieldReadings() {}

    /** The reading of a bound field that stands as an operand. */
    static Reading of(String name, Value value) {
        return switch (value.extractor()) {
            case NumberExtractor number -> new Number(number);
            case BytesExtractor bytes -> new Bytes(bytes);
            case ListExtractor list -> new Listed(list);
            default -> throw new PlanException("The field " + name + " has no value that could be computed with.");
        };
    }

    private record Number(NumberExtractor extractor) implements Reading.Single {
        @Override
        public boolean read(EvalContext context, Slot out) {
            return extractor.extract(context.event(), out);
        }
    }

    private record Bytes(BytesExtractor extractor) implements Reading.Single {
        @Override
        public boolean read(EvalContext context, Slot out) {
            return extractor.extract(context.event(), out);
        }
    }

    private record Listed(ListExtractor extractor) implements Reading.Several {
        @Override
        public boolean read(EvalContext context, SlotList out) {
            return extractor.extract(context.event(), out);
        }
    }
}
