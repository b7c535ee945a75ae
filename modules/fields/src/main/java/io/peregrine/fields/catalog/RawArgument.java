package io.peregrine.fields.catalog;

import io.peregrine.event.EventView;
import io.peregrine.fields.Binding;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.EventTypedExtractor;
import io.peregrine.fields.Slot;
import io.peregrine.fields.Value;
import io.peregrine.fields.param.ParamText;
import io.peregrine.fields.param.Params;
import io.peregrine.filter.typed.ValueKind;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.ParamDescriptor;
import io.peregrine.schema.ParamType;
import io.peregrine.state.EventContext;

/**
 * The readings of {@code evt.rawarg.NAME}. A condition's constants are read as the type of the first parameter of that name in the event
 * table; comparisons and outputs go by the event's own type.
 */
final class RawArgument {
    private RawArgument() {}

    static Binding bind(ParamDescriptor first) {
        int[] indexes = ParamIndexes.of(first.name());
        Value condition = Value.of(first.type(), first.format(), new ByName(indexes));
        Value output = Value.of(
                ParamType.DYN, first.format(), (BytesExtractor) (context, out) -> output(context, indexes, out));
        return Binding.of(condition, output);
    }

    /** The parameters of one name in all events. */
    private record ByName(int[] indexes) implements EventTypedExtractor {
        @Override
        public ParamType type(int code) {
            int index = indexes[code];
            return index < 0
                    ? ParamType.NONE
                    : comparable(EventTable.byCode(code).params().get(index).type());
        }

        @Override
        public boolean extract(EventContext context, Slot out) {
            int index = index(context, indexes);
            return index >= 0 && value(context.event(), index, out);
        }
    }

    private static boolean value(EventView event, int index, Slot out) {
        return switch (ValueKind.of(comparable(Params.type(event, index)))) {
            case SIGNED -> event.has(index) && out.set(event.signed(index));
            case UNSIGNED, BOOL, DOUBLE -> event.has(index) && out.set(event.unsigned(index));
            case TEXT, BUFFER, ADDRESS, NETWORK, OPAQUE -> bytes(event, index, out);
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
        return value(event, index, out);
    }

    /** Types that have no text as raw values, such as socket addresses, are printed as the bytes that they are. */
    private static ParamType printable(ParamType type) {
        ParamType number = comparable(type);
        return ValueKind.of(number) == ValueKind.OPAQUE ? ParamType.BYTEBUF : number;
    }

    /** Users and groups are plain numbers here. */
    private static ParamType comparable(ParamType type) {
        return type == ParamType.UID || type == ParamType.GID ? ParamType.UINT32 : type;
    }
}
