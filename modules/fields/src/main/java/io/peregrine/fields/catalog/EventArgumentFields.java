package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.FieldFlag.NO_RIGHT_SIDE;
import static io.peregrine.filter.field.FieldFlag.NO_TRANSFORMER;
import static io.peregrine.filter.field.FieldFlag.SHOWS_LEFT_TEXT;

import io.peregrine.event.EventView;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.fields.Binding;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldException;
import io.peregrine.fields.Slot;
import io.peregrine.fields.Value;
import io.peregrine.fields.param.ParamText;
import io.peregrine.fields.param.Params;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.ParamDescriptor;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.EventContext;
import java.util.List;

/** The event fields of parameters: one by name or position, all of them, the transferred buffer. */
final class EventArgumentFields {
    private static final String DATA = "data";

    private EventArgumentFields() {}

    static List<Field> all(FieldSettings settings) {
        ParamText outputs = new ParamText(settings.buffers(), settings.zone());
        return List.of(
                allArguments("evt.args", "All parameters of the event as NAME=VALUE, joined by blanks.", outputs),
                argument(outputs),
                rawArgument(),
                allArguments("evt.info", "The same as evt.args.", outputs),
                buffer(outputs),
                field("evt.buflen", "How many bytes the call read or wrote.")
                        .number(ParamType.UINT64, PrintFormat.DEC, EventIoFields::transferred));
    }

    private static Field argument(ParamText outputs) {
        return field(
                        "evt.arg",
                        "A parameter of the event by name, evt.arg.flags, or by position, evt.arg[0], as text: descriptors, errors, flags"
                                + " and users by name where they have one.")
                .takes(ArgumentForm.PARAMETER)
                .bound(
                        ParamType.CHARBUF,
                        PrintFormat.NA,
                        argument ->
                                Binding.of(Value.text(compared(argument)), Value.text(argument(argument, outputs))));
    }

    private static BytesExtractor compared(FieldArgument argument) {
        return switch (argument) {
            case FieldArgument.Parameter(ParamDescriptor descriptor) -> new NamedArgument(descriptor.name());
            case FieldArgument.Key(String name) -> new NamedArgument(name);
            default -> argument(argument, ParamText.NORMAL);
        };
    }

    private static BytesExtractor argument(FieldArgument argument, ParamText text) {
        return switch (argument) {
            case FieldArgument.Index(int index) ->
                (context, out) ->
                        index >= 0 && index < Params.count(context.event()) && text.preferResolved(context, index, out);
            case FieldArgument.Parameter(ParamDescriptor descriptor) -> named(descriptor.name(), text);
            case FieldArgument.Key(String name) -> named(name, text);
            default ->
                throw new FieldException(
                        "evt.arg needs a parameter by name, such as evt.arg.fd, or by position, such as evt.arg[0].");
        };
    }

    private static BytesExtractor named(String name, ParamText text) {
        int[] indexes = ParamIndexes.of(name);
        return (context, out) -> {
            int index = indexes[context.event().code()];
            return index >= 0 && index < Params.count(context.event()) && text.preferResolved(context, index, out);
        };
    }

    private static Field rawArgument() {
        return field(
                        "evt.rawarg",
                        "A parameter of the event by name, as the number or the bytes that it is: evt.rawarg.flags.")
                .takes(ArgumentForm.RAW_PARAMETER)
                .with(NO_RIGHT_SIDE, NO_TRANSFORMER)
                .bound(ParamType.DYN, PrintFormat.NA, argument -> {
                    if (argument instanceof FieldArgument.Parameter(ParamDescriptor descriptor)) {
                        return RawArgument.bind(descriptor);
                    }
                    throw new FieldException("evt.rawarg needs a parameter by name, such as evt.rawarg.res.");
                });
    }

    private static Field allArguments(String name, String description, ParamText outputs) {
        return field(name, description).text((context, out) -> arguments(context, outputs, out));
    }

    private static boolean arguments(EventContext context, ParamText outputs, Slot out) {
        EventView event = context.event();
        TextBuffer all = out.startText();
        int count = event.code() == EventCodes.GENERIC_X ? 0 : Params.count(event);
        Slot plain = out.part();
        for (int i = 0; i < count; i++) {
            outputs.render(context, i, plain);
            Slot resolved = plain.part();
            all.append(i == 0 ? "" : " ");
            all.append(event.descriptor().params().get(i).name()).append('=');
            all.append(plain.bytes(), plain.offset(), plain.length());
            if (resolved.length() > 0) {
                all.append('(')
                        .append(resolved.bytes(), resolved.offset(), resolved.length())
                        .append(')');
            }
        }
        return out.setText();
    }

    /**
     * Conditions see the bytes, be it none. Outputs print the text of the bytes as if it were bytes again, so that base 64 is
     * applied twice; where the parameter is empty, or no buffer at all, they print what earlier texts left behind.
     */
    private static Field buffer(ParamText outputs) {
        int[] indexes = ParamIndexes.of(DATA);
        BytesExtractor bytes = (context, out) -> {
            EventView event = context.event();
            int index = indexes[event.code()];
            return index >= 0 && index < Params.count(event) && out.setBytes(event, index, event.paramLength(index));
        };
        BytesExtractor text = (context, out) -> {
            int index = indexes[context.event().code()];
            if (index < 0 || index >= Params.count(context.event())) {
                return false;
            }
            outputs.render(context, index, out);
            if (Params.type(context.event(), index) == ParamType.BYTEBUF
                    && context.event().has(index)) {
                return true;
            }
            context.residue().appendBuffer(out.startText());
            return out.setText();
        };
        Value condition = Value.of(ParamType.BYTEBUF, PrintFormat.NA, bytes);
        return field("evt.buffer", "The bytes that a call such as read or sendto moved, as far as they were recorded.")
                .with(SHOWS_LEFT_TEXT)
                .bound(
                        ParamType.BYTEBUF,
                        PrintFormat.NA,
                        argument -> Binding.of(condition, Value.of(ParamType.BYTEBUF, PrintFormat.NA, text)));
    }
}
