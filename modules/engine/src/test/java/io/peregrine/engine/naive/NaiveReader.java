package io.peregrine.engine.naive;

import io.peregrine.event.render.BufferFormat;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.fields.AnyExtractor;
import io.peregrine.fields.Binding;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ComparingExtractor;
import io.peregrine.fields.EventTypedExtractor;
import io.peregrine.fields.ListExtractor;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.Slot;
import io.peregrine.fields.SlotList;
import io.peregrine.fields.Value;
import io.peregrine.fields.ValueText;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.field.FieldInfo;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.syntax.Operand;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.typed.ConditionChecker;
import io.peregrine.filter.typed.Expression;
import io.peregrine.filter.typed.ValueKind;
import io.peregrine.state.EventContext;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads operands for an event, with new objects for everything. */
final class NaiveReader {
    private final Catalog catalog;
    private final ConditionChecker checker;
    private final Map<Operand, Expression> types = new IdentityHashMap<>();

    NaiveReader(Catalog catalog, ConditionChecker checker) {
        this.catalog = catalog;
        this.checker = checker;
    }

    /** The type of an operand. */
    Expression typeOf(Operand operand) {
        return types.computeIfAbsent(operand, this::check);
    }

    private Expression check(Operand operand) {
        try {
            return checker.check(operand);
        } catch (FilterException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The bound field of an operand that is one. */
    Value bind(Operand.FieldName field) {
        return catalog.bind(((Expression.Field) typeOf(field)).reference()).condition();
    }

    NaiveValue read(Operand operand, EventContext event) {
        return switch (operand) {
            case Operand.FieldName field -> field(field, event);
            case Operand.Word word -> bytes(word.text().getBytes(StandardCharsets.UTF_8));
            case Operand.Call call -> call(call, event);
            case Operand.Elements elements -> elements(elements, event);
            case Operand.Words words -> throw new IllegalArgumentException("a list of words has no value");
        };
    }

    private NaiveValue field(Operand.FieldName field, EventContext event) {
        return field(field, bind(field), event);
    }

    /** A field as an operand: what it prints, where its comparisons are its own. */
    private NaiveValue operand(Operand operand, EventContext event) {
        if (operand instanceof Operand.FieldName field) {
            Binding binding = catalog.bind(((Expression.Field) typeOf(field)).reference());
            boolean own = binding.condition().extractor() instanceof AnyExtractor
                    || binding.condition().extractor() instanceof ComparingExtractor;
            return field(field, own ? binding.text() : binding.condition(), event);
        }
        return read(operand, event);
    }

    /** The operators with which Falco finds no candidate of the field in any list. */
    private static Predicate<Operator> isInNoList(Expression expression) {
        FieldInfo info = ((Expression.Field) expression).reference().field();
        return operator -> info.has(FieldFlag.IN_NO_LIST)
                || info.has(FieldFlag.INTERSECTS_NOTHING) && operator == Operator.INTERSECTS;
    }

    private NaiveValue field(Operand.FieldName field, Value value, EventContext event) {
        ValueKind kind = ValueKind.of(typeOf(field).type());
        return switch (value.extractor()) {
            case NumberExtractor number -> {
                Slot slot = new Slot();
                yield number.extract(event, slot) ? value(kind, slot) : new NaiveValue.Missing();
            }
            case BytesExtractor bytes -> {
                Slot slot = new Slot();
                yield bytes.extract(event, slot) ? value(kind, slot) : new NaiveValue.Missing();
            }
            case ListExtractor list -> {
                SlotList slots = new SlotList();
                yield list.extract(event, slots)
                        ? new NaiveValue.Several(values(kind, slots))
                        : new NaiveValue.Missing();
            }
            case AnyExtractor any -> {
                SlotList slots = new SlotList();
                yield any.extract(event, slots)
                        ? new NaiveValue.Candidates(
                                values(kind, slots),
                                any.unequalMeansAll(),
                                any.firstItemOnly(),
                                isInNoList(typeOf(field)))
                        : new NaiveValue.Missing();
            }
            case ComparingExtractor _, EventTypedExtractor _ ->
                throw new IllegalArgumentException(field.name() + " compares by itself");
        };
    }

    private static List<NaiveValue> values(ValueKind kind, SlotList slots) {
        List<NaiveValue> values = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            values.add(value(kind, slots.get(i)));
        }
        return values;
    }

    private static NaiveValue value(ValueKind kind, Slot slot) {
        return switch (kind) {
            case SIGNED -> new NaiveValue.Whole(BigInteger.valueOf(slot.number()));
            case UNSIGNED, BOOL -> new NaiveValue.Whole(new BigInteger(Long.toUnsignedString(slot.number())));
            case DOUBLE -> new NaiveValue.Real(Double.longBitsToDouble(slot.number()));
            case TEXT, BUFFER, ADDRESS, NETWORK -> bytes(slot.copy().array());
            case OPAQUE -> new NaiveValue.Bytes("");
        };
    }

    static NaiveValue.Bytes bytes(byte[] bytes) {
        return new NaiveValue.Bytes(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private NaiveValue call(Operand.Call call, EventContext event) {
        List<NaiveValue> arguments = new ArrayList<>();
        for (Operand argument : call.arguments()) {
            NaiveValue value = operand(argument, event);
            if (value instanceof NaiveValue.Missing) {
                return value;
            }
            arguments.add(value);
        }
        NaiveValue first = arguments.getFirst();
        return switch (call.transformer()) {
            case VAL -> first;
            case TOLOWER -> map(first, text -> lower(text));
            case TOUPPER -> map(first, text -> upper(text));
            case BASENAME -> map(first, text -> text.substring(text.lastIndexOf('/') + 1));
            case B64 -> map(first, NaiveReader::base64);
            case LEN ->
                length(first, ValueKind.of(typeOf(call.arguments().getFirst()).type()) == ValueKind.TEXT);
            case JOIN -> join(text(first), ((NaiveValue.Several) arguments.get(1)).values());
            case CONCAT -> join("", arguments);
            case GETOPT -> throw new IllegalArgumentException("getopt has tests of its own");
        };
    }

    private interface Function {
        /** The result, null when there is none. */
        String apply(String text);
    }

    private static NaiveValue map(NaiveValue value, Function function) {
        return switch (value) {
            case NaiveValue.Bytes bytes -> {
                String result = function.apply(bytes.trimmed());
                yield result == null
                        ? new NaiveValue.Missing()
                        : new NaiveValue.Bytes(result.endsWith("\0") ? result : result + "\0");
            }
            case NaiveValue.Several several -> {
                List<NaiveValue> results = several.values().stream()
                        .map(item -> map(item, function))
                        .toList();
                yield results.stream().anyMatch(NaiveValue.Missing.class::isInstance)
                        ? new NaiveValue.Missing()
                        : new NaiveValue.Several(results);
            }
            default -> throw new IllegalArgumentException("no text: " + value);
        };
    }

    private static String lower(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
        return out.toString();
    }

    private static String upper(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append((char) (c >= 'a' && c <= 'z' ? c - 32 : c)));
        return out.toString();
    }

    /** Decodes by the JDK, and takes only what the JDK would have encoded so. */
    private static String base64(String text) {
        String bare = text.endsWith("==")
                ? text.substring(0, text.length() - 2)
                : text.endsWith("=") ? text.substring(0, text.length() - 1) : text;
        if (bare.isEmpty() && !text.isEmpty()) {
            return null;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(bare.getBytes(StandardCharsets.ISO_8859_1));
            boolean canonical =
                    Base64.getEncoder().withoutPadding().encodeToString(decoded).equals(bare);
            return canonical ? new String(decoded, StandardCharsets.ISO_8859_1) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static NaiveValue length(NaiveValue value, boolean isText) {
        long length = switch (value) {
            case NaiveValue.Several several -> several.values().size();
            case NaiveValue.Bytes bytes when isText -> bytes.untilNul().length();
            case NaiveValue.Bytes bytes -> bytes.characters().length();
            default -> throw new IllegalArgumentException("no length: " + value);
        };
        return new NaiveValue.Whole(BigInteger.valueOf(length));
    }

    private static String text(NaiveValue value) {
        return ((NaiveValue.Bytes) value).characters();
    }

    private static NaiveValue join(String separator, List<NaiveValue> texts) {
        return new NaiveValue.Bytes(String.join(
                separator,
                texts.stream().map(text -> ((NaiveValue.Bytes) text).untilNul()).toList()));
    }

    private NaiveValue elements(Operand.Elements elements, EventContext event) {
        List<NaiveValue> values = new ArrayList<>();
        for (Operand element : elements.elements()) {
            switch (operand(element, event)) {
                case NaiveValue.Missing missing -> {
                    return missing;
                }
                case NaiveValue.Several several -> values.addAll(several.values());
                case NaiveValue.Whole(BigInteger number) -> values.add(new NaiveValue.Bytes(number(element, number)));
                case NaiveValue other -> values.add(other);
            }
        }
        return new NaiveValue.Several(values);
    }

    /** A number as outputs print it. */
    private String number(Operand element, BigInteger number) {
        if (!(element instanceof Operand.FieldName field)) {
            return number.toString();
        }
        TextBuffer out = new TextBuffer();
        Slot slot = new Slot();
        slot.set(number.longValue());
        new ValueText(BufferFormat.DOTS).append(out, bind(field), slot);
        return out.copy().toString();
    }
}
