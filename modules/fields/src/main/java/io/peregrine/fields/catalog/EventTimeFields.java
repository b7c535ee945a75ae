package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.schema.ParamType.ABSTIME;
import static io.peregrine.schema.ParamType.RELTIME;
import static io.peregrine.schema.ParamType.UINT64;
import static io.peregrine.schema.PrintFormat.DEC;
import static io.peregrine.schema.PrintFormat.PAD10;

import io.peregrine.event.render.TextBuffer;
import io.peregrine.event.render.TimeText;
import io.peregrine.fields.Binding;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Field;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.Value;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.EventContext;
import java.time.ZoneId;
import java.util.List;

/** The event fields of time. In JSON every one of them is a number of nanoseconds. */
final class EventTimeFields {
    private static final long SECOND = 1_000_000_000L;

    private EventTimeFields() {}

    /** What is written of a time. */
    @FunctionalInterface
    private interface Form {
        void append(TextBuffer out, long timestamp, long offset);
    }

    /** A length of time that an event ends. */
    @FunctionalInterface
    private interface Span {
        long of(EventContext context);
    }

    static List<Field> written(ZoneId zone) {
        return List.of(
                written("evt.time", "The local time of day with nanoseconds.", zone, (out, time, offset) -> {
                    TimeText.appendTime(out, time, offset);
                    TimeText.appendFraction(out, time);
                }),
                written("evt.time.s", "The local time of day without a fraction.", zone, TimeText::appendTime),
                written(
                        "evt.time.iso8601",
                        "Date and time in UTC as ISO 8601 with nanoseconds and offset.",
                        ZoneId.of("UTC"),
                        (out, time, offset) -> {
                            TimeText.appendDate(out, time, 0);
                            TimeText.appendTime(out.append('T'), time, 0);
                            TimeText.appendFraction(out, time);
                            TimeText.appendOffset(out, 0);
                        }),
                written(
                        "evt.datetime",
                        "The local date and time of day with nanoseconds.",
                        zone,
                        (out, time, offset) -> {
                            TimeText.appendDate(out, time, offset);
                            TimeText.appendTime(out.append(' '), time, offset);
                            TimeText.appendFraction(out, time);
                        }),
                written(
                        "evt.datetime.s",
                        "The local date and time of day without a fraction.",
                        zone,
                        (out, time, offset) -> {
                            TimeText.appendDate(out, time, offset);
                            TimeText.appendTime(out.append(' '), time, offset);
                        }));
    }

    private static Field written(String name, String description, ZoneId zone, Form form) {
        BytesExtractor text = (context, out) -> {
            long time = context.event().timestamp();
            form.append(out.startText(), time, TimeText.offset(zone, time));
            return out.setText();
        };
        Value value = Value.text(text);
        Value json = Value.of(UINT64, DEC, (NumberExtractor)
                (context, out) -> out.set(context.event().timestamp()));
        return field(name, description)
                .bound(ParamType.CHARBUF, PrintFormat.NA, argument -> new Binding(value, value, json));
    }

    static List<Field> raw() {
        Span absolute = context -> context.event().timestamp();
        Span sinceStart = EventTimeFields::sinceStart;
        return List.of(
                span("evt.rawtime", ABSTIME, DEC, "Nanoseconds since the epoch.", absolute),
                span("evt.rawtime.s", ABSTIME, DEC, "Whole seconds since the epoch.", seconds(absolute)),
                span(
                        "evt.rawtime.ns",
                        ABSTIME,
                        PAD10,
                        "The nanoseconds of the time since the epoch beyond whole seconds.",
                        rest(absolute)),
                span("evt.reltime", RELTIME, PAD10, "Nanoseconds since the first event of the source.", sinceStart),
                span(
                        "evt.reltime.s",
                        RELTIME,
                        DEC,
                        "Whole seconds since the first event of the source.",
                        seconds(sinceStart)),
                span(
                        "evt.reltime.ns",
                        RELTIME,
                        PAD10,
                        "The nanoseconds of the time since the first event beyond whole seconds.",
                        rest(sinceStart)));
    }

    /** In JSON they are 0: Falco reads such a field twice for an alert and shows the time since the first reading. */
    static List<Field> delta() {
        Span delta = EventTimeFields::sincePrevious;
        return List.of(
                deltaField(
                        "evt.deltatime",
                        DEC,
                        "Nanoseconds since the event before, in text outputs and conditions.",
                        delta),
                deltaField(
                        "evt.deltatime.s",
                        DEC,
                        "Whole seconds since the event before, in text outputs and conditions.",
                        seconds(delta)),
                deltaField(
                        "evt.deltatime.ns",
                        PAD10,
                        "The nanoseconds since the event before beyond whole seconds, in text outputs and conditions.",
                        rest(delta)));
    }

    private static Field span(String name, ParamType type, PrintFormat format, String description, Span span) {
        NumberExtractor number = (context, out) -> out.set(span.of(context));
        Value value = Value.of(type, format, number);
        // Falco writes padded numbers into JSON with their sign: a time before the first event's is below 0 there
        // alone.
        Value json = Value.of(format == PAD10 ? ParamType.INT64 : type, DEC, number);
        return field(name, description).bound(type, format, argument -> new Binding(value, value, json));
    }

    private static Field deltaField(String name, PrintFormat format, String description, Span span) {
        Value value = Value.of(RELTIME, format, (NumberExtractor) (context, out) -> out.set(span.of(context)));
        Value json = Value.of(RELTIME, DEC, (NumberExtractor) (context, out) -> out.set(0));
        return field(name, description).bound(RELTIME, format, argument -> new Binding(value, value, json));
    }

    private static Span seconds(Span span) {
        return context -> Long.divideUnsigned(span.of(context), SECOND);
    }

    private static Span rest(Span span) {
        return context -> Long.remainderUnsigned(span.of(context), SECOND);
    }

    private static long sinceStart(EventContext context) {
        return context.event().timestamp() - context.firstTimestamp();
    }

    private static long sincePrevious(EventContext context) {
        long previous = context.previousTimestamp();
        return previous == 0 ? 0 : context.event().timestamp() - previous;
    }
}
