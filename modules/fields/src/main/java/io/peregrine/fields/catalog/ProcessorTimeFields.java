package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;

import io.peregrine.fields.Field;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import java.util.List;

/**
 * The thread fields of processor time. They were fed by scheduler and process-information events, which no driver has sent for years. The
 * time on the processor is 0; the load is 0 for the process-information events of old captures and absent for all others, which is what
 * alerts of Falco show.
 */
final class ProcessorTimeFields {
    private ProcessorTimeFields() {}

    static List<Field> execution() {
        return List.of(
                field(
                                "thread.exectime",
                                "Nanoseconds that the thread ran before a scheduler switch. No driver reports switches any more, so this is 0.")
                        .number(ParamType.RELTIME, PrintFormat.DEC, (context, out) -> out.set(0)),
                field(
                                "thread.totexectime",
                                "The sum of thread.exectime since the start. No driver reports switches any more, so this is 0.")
                        .number(
                                ParamType.RELTIME,
                                PrintFormat.DEC,
                                (context, out) -> !context.thread().isNone() && out.set(0)));
    }

    static List<Field> usage() {
        return List.of(
                usage("thread.cpu", "The processor time of the thread in the last second"),
                usage("thread.cpu.user", "The processor time of the thread in user code in the last second"),
                usage("thread.cpu.system", "The processor time of the thread in the kernel in the last second"));
    }

    private static Field usage(String name, String subject) {
        return field(
                        name,
                        subject
                                + ", in percent. No driver reports it any more: there is no value, or 0 in old captures.")
                .number(
                        ParamType.DOUBLE,
                        PrintFormat.NA,
                        (context, out) -> context.event().code() == EventCodes.PROCINFO_E
                                && !context.thread().isNone()
                                && out.set(0.0));
    }
}
