package io.peregrine.fields.catalog;

import io.peregrine.fields.Binding;
import io.peregrine.fields.ComparingExtractor;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldBuilder;
import io.peregrine.fields.FieldException;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.Value;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.typed.Constant;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import java.util.List;

/** The field {@code evt.around[T] = D}: the event's time is at most D milliseconds from the time T. */
final class AroundField {
    private static final long MILLISECOND = 1_000_000;

    private AroundField() {}

    static Field field() {
        return FieldBuilder.field(
                        "evt.around",
                        "Holds for events near a moment: evt.around[1404996934793590564] = 1000 for those at most 1000 ms before or"
                                + " after the time in brackets, which is one of evt.rawtime.")
                .takes(ArgumentForm.NUMBER)
                .with(FieldFlag.FILTER_ONLY, FieldFlag.NO_RIGHT_SIDE, FieldFlag.NO_TRANSFORMER, FieldFlag.EQUALITY_ONLY)
                .bound(ParamType.UINT64, PrintFormat.DEC, AroundField::bind);
    }

    private static Binding bind(FieldArgument argument) {
        NumberExtractor nothing = (context, out) -> false;
        return Binding.of(
                Value.of(ParamType.UINT64, PrintFormat.DEC, new Around(moment(argument))),
                Value.of(ParamType.UINT64, PrintFormat.DEC, nothing));
    }

    private static long moment(FieldArgument argument) {
        if (argument instanceof FieldArgument.Number(long moment)) {
            return moment;
        }
        throw new FieldException("evt.around needs a time in brackets.");
    }

    /** The comparison with a distance in milliseconds: the last one of several, none where only existence is asked for. */
    private record Around(long moment) implements ComparingExtractor {
        @Override
        public Comparison compare(Operator operator, List<Constant> values) {
            long distance = values.isEmpty() ? 0 : milliseconds(values.getLast()) * MILLISECOND;
            return (context, scratch) -> {
                long time = context.event().timestamp();
                return Long.compareUnsigned(moment, time - distance) >= 0
                        && Long.compareUnsigned(moment, time + distance) <= 0;
            };
        }

        private static long milliseconds(Constant value) {
            if (value instanceof Constant.Number(long milliseconds)) {
                return milliseconds;
            }
            throw new FieldException("evt.around is compared with milliseconds.");
        }
    }
}
