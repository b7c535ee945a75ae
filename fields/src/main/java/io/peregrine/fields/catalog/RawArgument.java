package io.peregrine.fields.catalog;

import io.peregrine.event.EventView;
import io.peregrine.fields.Binding;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Extractor;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.Slot;
import io.peregrine.fields.Value;
import io.peregrine.fields.param.ParamText;
import io.peregrine.fields.param.Params;
import io.peregrine.filter.typed.ValueKind;
import io.peregrine.schema.ParamDescriptor;
import io.peregrine.schema.ParamType;
import io.peregrine.state.EventContext;

/**
 * The readings of {@code evt.rawarg.NAME}. A condition is typed by the first parameter of that name in the event table; an event whose
 * parameter has another type is compared as the number or the bytes that it has. An output prints by the event's own type.
 */
final class RawArgument {
    private RawArgument() {}

    static Binding bind(ParamDescriptor first) {
        int[] indexes = ParamIndexes.of(first.name());
        Value condition = Value.of(first.type(), first.format(), condition(first.type(), indexes));
        Value output = Value.of(
                ParamType.DYN, first.format(), (BytesExtractor) (context, out) -> output(context, indexes, out));
        return Binding.of(condition, output);
    }

    private static Extractor condition(ParamType type, int[] indexes) {
        return switch (ValueKind.of(type)) {
            case SIGNED ->
                (NumberExtractor) (context, out) -> {
                    int index = index(context, indexes);
                    return index >= 0
                            && context.event().has(index)
                            && out.set(context.event().signed(index));
                };
            case UNSIGNED, BOOL, DOUBLE ->
                (NumberExtractor) (context, out) -> {
                    int index = index(context, indexes);
                    return index >= 0
                            && context.event().has(index)
                            && out.set(context.event().unsigned(index));
                };
            case TEXT, BUFFER, ADDRESS, NETWORK, OPAQUE ->
                (BytesExtractor) (context, out) -> {
                    int index = index(context, indexes);
                    return index >= 0 && bytes(context.event(), index, out);
                };
        };
    }

    private static int index(EventContext context, int[] indexes) {
        int index = indexes[context.event().code()];
        return index < Params.count(context.event()) ? index : -1;
    }

    /** Text ends at its NUL; text that is missing reads as {@code <NA>}; all else is there when it has a byte. */
    private static boolean bytes(EventView event, int index, Slot out) {
        if (Params.isMissingText(event, index)) {
            return out.set(ParamText.MISSING);
        }
        int length = Params.type(event, index).isText() ? event.textLength(index) : event.paramLength(index);
        return event.has(index) && out.setBytes(event, index, length);
    }

    private static boolean output(EventContext context, int[] indexes, Slot out) {
        EventView event = context.event();
        int index = index(context, indexes);
        if (index < 0) {
            return false;
        }
        ParamDescriptor descriptor = event.descriptor().params().get(index);
        out.describe(printable(descriptor.type()), descriptor.format());
        return switch (ValueKind.of(out.type())) {
            case SIGNED -> event.has(index) && out.set(event.signed(index));
            case UNSIGNED, BOOL, DOUBLE -> event.has(index) && out.set(event.unsigned(index));
            case TEXT, BUFFER, ADDRESS, NETWORK, OPAQUE -> bytes(event, index, out);
        };
    }

    /** Types that have no text as raw values, such as socket addresses, are printed as the bytes that they are. */
    private static ParamType printable(ParamType type) {
        boolean number = type == ParamType.UID || type == ParamType.GID;
        if (number) {
            return ParamType.UINT32;
        }
        return ValueKind.of(type) == ValueKind.OPAQUE ? ParamType.BYTEBUF : type;
    }
}
