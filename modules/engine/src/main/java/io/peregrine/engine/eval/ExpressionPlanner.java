package io.peregrine.engine.eval;

import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.AnyExtractor;
import io.peregrine.fields.Binding;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ComparingExtractor;
import io.peregrine.fields.EventTypedExtractor;
import io.peregrine.fields.LateReading;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.Value;
import io.peregrine.fields.ValueText;
import io.peregrine.filter.field.FieldReference;
import io.peregrine.filter.typed.Expression;
import io.peregrine.filter.typed.ValueKind;
import io.peregrine.schema.PrintFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Turns expressions into readings. */
public final class ExpressionPlanner {
    private static final ValueText NUMBER_TEXT = new ValueText(BufferFormat.DOTS);

    private static final NumberExtractor ABSENT = (context, out) -> false;

    private final Catalog catalog;
    private final ScratchPlan scratch;
    private boolean showsLeftText;

    /** A planner over the fields of one event source. */
    ExpressionPlanner(Catalog catalog, ScratchPlan scratch) {
        this.catalog = catalog;
        this.scratch = scratch;
    }

    /** The reading of a field that conditions use. */
    Value bind(Expression.Field field) {
        return catalog.bind(field.reference()).condition();
    }

    /** Whether an output was planned that may show what was read before. */
    boolean showsLeftText() {
        return showsLeftText;
    }

    /** Tells whether a field that has no value may still get one. */
    LateReading late(Expression.Field field) {
        return catalog.bind(field.reference()).late();
    }

    /**
     * An expression that an output prints, read as outputs read it.
     *
     * @param expression the field or transformer
     * @param json whether for JSON instead of text
     */
    public PlannedValue output(Expression expression, boolean json) {
        showsLeftText |= FieldEffects.showsLeftText(expression);
        if (expression instanceof Expression.Field(var reference)) {
            Binding binding = catalog.bind(reference);
            Value value = json ? binding.json() : binding.text();
            return new PlannedValue(value, FieldReadings.of(reference.field().name(), value), binding.late());
        }
        Value form = new Value(expression.type(), expression.isList(), PrintFormat.DEC, ABSENT);
        return new PlannedValue(form, plan(expression), LateReading.NEVER);
    }

    /** The reading of an expression whose value a condition compares. */
    Reading plan(Expression expression) {
        return plan(expression, true);
    }

    /** The reading of an expression that is compared with, or goes into a value that {@code concat} makes, say: there a text is as outputs print it. */
    Reading planPart(Expression expression) {
        return plan(expression, false);
    }

    private Reading plan(Expression expression, boolean compared) {
        return switch (expression) {
            case Expression.Field(var reference) ->
                FieldReadings.of(reference.field().name(), compared ? operand(reference) : part(reference));
            case Expression.Text(var text) -> new Compositions.Literal(text.value());
            case Expression.Elements(List<Expression> elements) -> elements(elements);
            case Expression.Call call -> call(call, compared);
        };
    }

    private Value part(FieldReference reference) {
        Binding binding = catalog.bind(reference);
        return binding.condition().type().isText() ? binding.text() : operand(reference);
    }

    /** What a field gives to others: what it prints where its comparisons are its own. */
    private Value operand(FieldReference reference) {
        Binding binding = catalog.bind(reference);
        return switch (binding.condition().extractor()) {
            case AnyExtractor any -> binding.text();
            case ComparingExtractor comparing -> binding.text();
            case EventTypedExtractor typed -> binding.text();
            default -> binding.condition();
        };
    }

    private Reading elements(List<Expression> elements) {
        List<Reading> readings = new ArrayList<>();
        for (Expression element : elements) {
            Reading reading = planPart(element);
            readings.add(reading instanceof Reading.Single single ? asText(element, single) : reading);
        }
        Reading.Several list = new Compositions.Elements(readings, scratch.newList());
        int[] arguments = IntStream.range(0, elements.size())
                .filter(index -> elements.get(index) instanceof Expression.Field(var reference)
                        && reference.field().name().equals(SharedTexts.FIELD))
                .toArray();
        boolean plain = readings.stream().allMatch(Reading.Single.class::isInstance);
        return plain && arguments.length > 1 ? new SharedTexts(list, arguments) : list;
    }

    private Reading asText(Expression element, Reading.Single reading) {
        return switch (ValueKind.of(element.type())) {
            case SIGNED, UNSIGNED, BOOL, DOUBLE -> {
                PrintFormat format =
                        element instanceof Expression.Field field ? bind(field).format() : PrintFormat.DEC;
                Value value = Value.of(element.type(), format, ABSENT);
                yield new Compositions.NumberText(reading, value, NUMBER_TEXT, scratch.newSlot());
            }
            default -> reading;
        };
    }

    private Reading call(Expression.Call call, boolean compared) {
        boolean composes = switch (call.transformer()) {
            case JOIN, CONCAT, GETOPT -> true;
            case TOLOWER, TOUPPER, BASENAME, B64, LEN, VAL -> false;
        };
        List<Reading> arguments = call.arguments().stream()
                .map(argument -> plan(argument, compared && !composes))
                .toList();
        return switch (call.transformer()) {
            case TOLOWER -> transform(arguments.getFirst(), TextTransform::lower);
            case TOUPPER -> transform(arguments.getFirst(), TextTransform::upper);
            case BASENAME -> transform(arguments.getFirst(), TextTransform::baseName);
            case B64 -> transform(arguments.getFirst(), TextTransform::base64);
            case LEN -> length(arguments.getFirst(), call.arguments().getFirst());
            case VAL -> arguments.getFirst();
            case JOIN ->
                new Compositions.Join(
                        single(arguments.get(0)), several(arguments.get(1)), scratch.newSlot(), scratch.newList());
            case CONCAT ->
                new Compositions.Concat(
                        arguments.stream().map(ExpressionPlanner::single).toList(), scratch.newSlot());
            case GETOPT -> options(call, arguments);
        };
    }

    private Reading transform(Reading argument, TextTransform transform) {
        return switch (argument) {
            case Reading.Single single -> new Transformations.OfText(single, transform, scratch.newSlot());
            case Reading.Several several -> new Transformations.OfList(several, transform, scratch.newList());
        };
    }

    private Reading length(Reading argument, Expression of) {
        boolean isText = ValueKind.of(of.type()) == ValueKind.TEXT;
        return switch (argument) {
            case Reading.Single single -> new Transformations.Length(single, isText, scratch.newSlot());
            case Reading.Several several -> new Transformations.Count(several, scratch.newList());
        };
    }

    private Reading options(Expression.Call call, List<Reading> arguments) {
        OptionReadings.Operands operands = new OptionReadings.Operands(
                several(arguments.get(0)), single(arguments.get(1)), scratch.newList(), scratch.newSlot());
        return call.selector()
                .<Reading>map(letter -> new OptionReadings.Selected(operands, (byte) letter.charValue()))
                .orElseGet(() -> new OptionReadings.All(operands));
    }

    private static Reading.Single single(Reading reading) {
        if (reading instanceof Reading.Single single) {
            return single;
        }
        throw new PlanException("A list stands where one value is needed.");
    }

    private static Reading.Several several(Reading reading) {
        if (reading instanceof Reading.Several several) {
            return several;
        }
        throw new PlanException("One value stands where a list is needed.");
    }
}
