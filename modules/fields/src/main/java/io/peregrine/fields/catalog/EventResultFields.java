package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.fields.Field;
import io.peregrine.fields.Slot;
import io.peregrine.fields.param.ParamText;
import io.peregrine.fields.param.Params;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.EventContext;
import java.util.List;

/** The event fields of what a call returned. */
final class EventResultFields {
    private static final ByteString SUCCESS = ByteString.of("SUCCESS");

    private EventResultFields() {}

    static List<Field> all() {
        return List.of(
                field("evt.res", "SUCCESS, or the name of the error that the call returned, such as ENOENT.")
                        .text(EventResultFields::result),
                field("evt.rawres", "The number that the call returned, negative for an error.")
                        .number(
                                ParamType.INT64,
                                PrintFormat.DEC,
                                (context, out) ->
                                        Params.hasResult(context.event()) && out.set(Params.result(context.event()))),
                field("evt.failed", "Whether the call returned an error.").flag(EventResultFields::failed));
    }

    private static boolean result(EventContext context, Slot out) {
        EventView event = context.event();
        if (!Params.hasResult(event)) {
            return false;
        }
        return Params.result(event) >= 0 ? out.set(SUCCESS) : ParamText.NORMAL.preferResolved(context, 0, out);
    }

    /** 1 for a call that returned an error, 0 for another; absent for an event that is no call. */
    static boolean failed(EventContext context, Slot out) {
        return Params.hasResult(context.event()) && out.set(Params.result(context.event()) < 0);
    }
}
