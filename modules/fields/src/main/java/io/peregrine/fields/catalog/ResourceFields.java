package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.schema.ParamType.UINT64;
import static io.peregrine.schema.PrintFormat.DEC;

import io.peregrine.fields.Field;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.MemoryCounters;
import io.peregrine.state.ThreadEntry;
import java.util.List;
import java.util.function.ToLongFunction;

/** The process fields of what a process uses: descriptors, memory, page faults. */
final class ResourceFields {
    private ResourceFields() {}

    static List<Field> all() {
        return List.of(
                field("proc.fdopencount", "The number of descriptors that the process has open.")
                        .number(UINT64, DEC, Lineage.ownNumber((thread, out) -> out.set(openDescriptors(thread)))),
                field("proc.fdlimit", "The most descriptors that the process may have open.")
                        .number(
                                ParamType.INT64,
                                DEC,
                                Lineage.ownNumber((thread, out) -> out.set(descriptorLimit(thread)))),
                field("proc.fdusage", "The open descriptors as a percentage of the most that the process may have.")
                        .number(
                                ParamType.DOUBLE,
                                PrintFormat.NA,
                                Lineage.ownNumber((thread, out) -> out.set(descriptorUsage(thread)))),
                memory("proc.vmsize", "The virtual memory of the process in KB.", MemoryCounters::virtualKilobytes),
                memory("proc.vmrss", "The resident memory of the process in KB.", MemoryCounters::residentKilobytes),
                memory("proc.vmswap", "The swapped-out memory of the process in KB.", MemoryCounters::swappedKilobytes),
                memory(
                        "thread.pfmajor",
                        "Page faults of the thread that had to read from a disk, since its start.",
                        MemoryCounters::majorFaults),
                memory(
                        "thread.pfminor",
                        "Page faults of the thread that needed no disk, since its start.",
                        MemoryCounters::minorFaults));
    }

    private static Field memory(String name, String description, ToLongFunction<MemoryCounters> of) {
        return field(name, description)
                .number(UINT64, DEC, Lineage.ownNumber((thread, out) -> out.set(of.applyAsLong(thread.memory()))));
    }

    /** The open descriptors of a thread's process, 0 when its main thread is gone. */
    static long openDescriptors(ThreadEntry thread) {
        ThreadEntry main = thread.mainThread();
        return main.isNone() ? 0 : main.descriptors().size();
    }

    private static long descriptorLimit(ThreadEntry thread) {
        ThreadEntry main = thread.mainThread();
        return main.isNone() ? 0 : main.activity().descriptorLimit();
    }

    private static double descriptorUsage(ThreadEntry thread) {
        long limit = descriptorLimit(thread);
        if (limit <= 0) {
            return 0;
        }
        long open = openDescriptors(thread);
        return open <= limit ? open * 100.0 / limit : 100;
    }
}
