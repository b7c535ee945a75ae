package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;

import io.peregrine.fields.Field;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import java.util.List;

/**
 * The thread fields of processor time. They were fed by scheduler and process-information events, which no driver has sent for years: the
 * time on the processor is 0, its load absent, as the reference answers without those events.
 */
final class ProcessorTimeFields {
    private ProcessorTimeFields() {}

    static List<Field> execution() {
        return List.of(
                field("thread.exectime", "Nanoseconds that the thread ran before a scheduler switch. No driver reports switches any more, so this is 0.")
                        .number(ParamType.RELTIME, PrintFormat.DEC, (context, out) -> out.set(0)),
                field("thread.totexectime", "The sum of thread.exectime since the start. No driver reports switches any more, so this is 0.")
                        .number(ParamType.RELTIME, PrintFormat.DEC, (context, out) ->
                                !context.thread().isNone() && out.set(0)));
    }

    static List<Field> usage() {
        return List.of(
                usage("thread.cpu", "The processor time of the thread in the last second"),
                usage("thread.cpu.user", "The processor time of the thread in user code in the last second"),
                usage("thread.cpu.system", "The processor time of the thread in the kernel in the last second"));
    }

    private static Field usage(String name, String subject) {
        return field(name, subject + ", in percent. No driver reports it any more, so there is no value.")
                .number(ParamType.DOUBLE, PrintFormat.NA, (context, out) -> false);
    }
}
