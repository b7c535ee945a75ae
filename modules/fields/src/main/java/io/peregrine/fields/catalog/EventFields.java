package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.FieldFlag.DEPRECATED;
import static io.peregrine.filter.field.FieldFlag.HIDDEN;
import static io.peregrine.filter.field.FieldFlag.PRINT_ONLY;
import static io.peregrine.schema.ParamType.RELTIME;
import static io.peregrine.schema.ParamType.UINT64;
import static io.peregrine.schema.PrintFormat.DEC;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.render.TimeText;
import io.peregrine.fields.Binding;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldClass;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.Slot;
import io.peregrine.fields.Value;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventSourceKind;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.schema.SyscallDescriptor;
import io.peregrine.schema.SyscallTable;
import io.peregrine.state.EventContext;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The event fields of system calls. */
public final class EventFields {
    private static final ByteString ENTER = ByteString.of(">");
    private static final ByteString EXIT = ByteString.of("<");
    private static final ByteString NO_TIME = ByteString.of("0ns");
    private static final int GENERIC_NATIVE_ID = 1;
    private static final Map<Integer, ByteString> CALL_NAMES = SyscallTable.all().stream()
            .collect(Collectors.toUnmodifiableMap(SyscallDescriptor::id, call -> ByteString.of(call.name())));

    private EventFields() {}

    /** The class {@code evt} of system calls. */
    public static FieldClass all(FieldSettings settings) {
        List<Field> fields = new ArrayList<>(latency());
        fields.addAll(EventTimeFields.delta());
        fields.add(outputTime(settings.zone()));
        fields.add(direction());
        fields.addAll(kind());
        fields.addAll(EventArgumentFields.all(settings));
        fields.addAll(EventResultFields.all());
        fields.addAll(EventIoFields.all());
        fields.addAll(EventCountFields.all());
        fields.add(AroundField.field());
        fields.add(AbsolutePathField.field());
        fields.addAll(EventIoFields.lengths());
        fields.addAll(OpenModeFields.all());
        return new FieldClass(
                "evt",
                "Syscall events only",
                "What events of system calls have. The parameters of a call are reached by name through evt.arg, such as evt.arg.filename.",
                Set.of("syscall"),
                fields);
    }

    /** Fields of the time between the two halves of a call, of which drivers report the second alone. */
    private static List<Field> latency() {
        NumberExtractor zero = (context, out) -> out.set(0);
        String gone = " Events at the beginning of a call are no longer reported, so this is 0.";
        return List.of(
                field("evt.latency", "Nanoseconds from the beginning of the call to its end." + gone)
                        .with(DEPRECATED)
                        .number(RELTIME, DEC, zero),
                field("evt.latency.s", "Whole seconds from the beginning of the call to its end." + gone)
                        .with(DEPRECATED)
                        .number(RELTIME, DEC, zero),
                field("evt.latency.ns", "The nanoseconds of the call's length beyond whole seconds." + gone)
                        .with(DEPRECATED)
                        .number(RELTIME, PrintFormat.PAD10, zero),
                field("evt.latency.quantized", "The order of magnitude of the call's length." + gone)
                        .with(DEPRECATED, HIDDEN)
                        .number(UINT64, DEC, zero),
                field("evt.latency.human", "The length of the call with a unit." + gone)
                        .with(DEPRECATED)
                        .text((context, out) -> out.set(NO_TIME)),
                field("evt.wait_latency", "Nanoseconds that a waiting call waited." + gone)
                        .with(DEPRECATED)
                        .number(RELTIME, DEC, zero));
    }

    private static Field outputTime(ZoneId zone) {
        Value text = Value.text((context, out) -> {
            long time = context.event().timestamp();
            TimeText.appendTime(out.startText(), time, TimeText.offset(zone, time));
            TimeText.appendFraction(out.text(), time);
            return out.setText();
        });
        Value json = Value.of(ParamType.INT64, DEC, (NumberExtractor)
                (context, out) -> out.set(context.event().timestamp()));
        return field("evt.outputtime", "The time of the event in the form that outputs have; the same as evt.time.")
                .with(PRINT_ONLY)
                .bound(ParamType.CHARBUF, PrintFormat.NA, argument -> new Binding(text, text, json));
    }

    private static Field direction() {
        return field(
                        "evt.dir",
                        "< for an event at the end of a call, > for all others. Only ends of calls are reported now: leave it out.")
                .with(DEPRECATED)
                .text((context, out) -> out.set(context.event().descriptor().isEnter() ? ENTER : EXIT));
    }

    private static List<Field> kind() {
        return List.of(
                field("evt.type", "The name of the event: of the system call, such as open.")
                        .with(FieldFlag.EVENT_NAME)
                        .text(EventFields::typeName),
                field(
                                "evt.type.is",
                                "Whether the event has the name that follows: 1 for evt.type.is.open and an open, else 0. Outputs have no value for it.")
                        .takes(ArgumentForm.EVENT_NAME)
                        .bound(ParamType.UINT32, PrintFormat.NA, EventFields::bindTypeIs),
                field("syscall.type", "The name of the system call; absent for events that are no calls.")
                        .text((context, out) -> context.event().descriptor().source() == EventSourceKind.SYSCALL
                                && typeName(context, out)),
                field(
                                "evt.category",
                                "The family of the call: file, net, process, memory, and more; for reads and writes that of the descriptor.")
                        .text(CategoryField::category),
                field("evt.cpu", "The number of the processor that made the event.")
                        .number(
                                ParamType.INT16,
                                PrintFormat.ID,
                                (context, out) ->
                                        out.set((short) context.event().cpu())));
    }

    private static Binding bindTypeIs(FieldArgument argument) {
        int code = argument instanceof FieldArgument.Event event
                ? event.descriptor().code()
                : -1;
        NumberExtractor condition = (context, out) ->
                out.set(context.event().code() == code || context.event().code() == code + 1);
        NumberExtractor output = (context, out) -> false;
        return Binding.of(
                Value.of(ParamType.UINT32, PrintFormat.NA, condition),
                Value.of(ParamType.UINT32, PrintFormat.NA, output));
    }

    /** A call without an event of its own travels as a generic event that carries its number. */
    private static boolean typeName(EventContext context, Slot out) {
        EventView event = context.event();
        if (event.code() != EventCodes.GENERIC_X) {
            return GeneralFields.name(context, out);
        }
        int id = (int) event.unsigned(0);
        if (id == 0 && event.has(GENERIC_NATIVE_ID)) {
            id = NativeCalls.id((int) event.unsigned(GENERIC_NATIVE_ID));
        }
        return out.set(CALL_NAMES.getOrDefault(id, UNKNOWN_CALL));
    }

    private static final ByteString UNKNOWN_CALL = ByteString.of("unknown");
}
