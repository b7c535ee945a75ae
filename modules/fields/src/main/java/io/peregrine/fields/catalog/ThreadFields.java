package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.Dependency.EVENT;
import static io.peregrine.filter.field.Dependency.PROCESS;
import static io.peregrine.schema.ParamType.INT64;
import static io.peregrine.schema.ParamType.UINT64;
import static io.peregrine.schema.PrintFormat.DEC;
import static io.peregrine.schema.PrintFormat.ID;

import io.peregrine.event.ByteString;
import io.peregrine.fields.Binding;
import io.peregrine.fields.Field;
import io.peregrine.fields.Slot;
import io.peregrine.fields.Value;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.MemoryCounters;
import io.peregrine.state.StringBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The process fields of the single thread: ids, cgroups, numbers of threads, memory. */
final class ThreadFields {
    private ThreadFields() {}

    static List<Field> all() {
        List<Field> fields = new ArrayList<>(identity());
        fields.addAll(ProcessorTimeFields.execution());
        fields.addAll(circumstances());
        fields.addAll(ProcessorTimeFields.usage());
        fields.addAll(memory());
        return fields;
    }

    private static List<Field> identity() {
        return List.of(
                field("thread.tid", "The id of the thread that made the event.")
                        .on(EVENT)
                        .number(
                                INT64,
                                ID,
                                (context, out) -> ThreadReadings.isPlausible(
                                                context.event().tid())
                                        && out.set(context.event().tid())),
                field("thread.ismain", "Whether the thread that made the event is its process's main thread.")
                        .on(PROCESS)
                        .flag(Lineage.ownNumber((thread, out) -> out.set(thread.isMainThread()))),
                field("thread.vtid", "The id of the thread inside its PID namespace.")
                        .on(PROCESS)
                        .number(
                                INT64,
                                ID,
                                Lineage.ownNumber((thread, out) ->
                                        ThreadReadings.known(thread.identity().vtid(), out))),
                field("thread.nametid", "The name and the id of the thread, without a blank between them.")
                        .with(FieldFlag.HIDDEN)
                        .text((context, out) -> {
                            out.startText()
                                    .append(context.thread().comm())
                                    .appendDecimal(context.event().tid());
                            return !context.thread().isNone() && out.setText();
                        }));
    }

    private static List<Field> circumstances() {
        return List.of(
                field("thread.cgroups", "All cgroups of the thread as SUBSYSTEM=PATH, joined by blanks.")
                        .on(PROCESS)
                        .text(Lineage.ownText((thread, out) ->
                                !thread.cgroups().isEmpty() && ThreadReadings.joined(thread.cgroups(), out))),
                field("thread.cgroup", "The cgroup of the thread in one subsystem, such as thread.cgroup.cpuacct.")
                        .on(PROCESS)
                        .takes(ArgumentForm.SUFFIX)
                        .bound(ParamType.CHARBUF, PrintFormat.NA, ThreadFields::bindCgroup),
                field("proc.nthreads", "The number of live threads of the process, its main thread included.")
                        .number(UINT64, DEC, Lineage.ownNumber((thread, out) -> out.set(thread.threadCount()))),
                field("proc.nchilds", "The number of live threads of the process apart from its main thread.")
                        .number(UINT64, DEC, Lineage.ownNumber((thread, out) -> out.set(thread.otherThreadCount()))));
    }

    private static Binding bindCgroup(FieldArgument argument) {
        ByteString subsystem =
                argument instanceof FieldArgument.Key(String key) ? ByteString.of(key) : ByteString.EMPTY;
        return Binding.same(Value.text(Lineage.ownText((thread, out) -> cgroup(thread.cgroups(), subsystem, out))));
    }

    private static boolean cgroup(StringBlock cgroups, ByteString subsystem, Slot out) {
        byte[] bytes = cgroups.joined().array();
        for (int start = 0; start < bytes.length; start = cgroups.next(start)) {
            int end = cgroups.next(start) - 1;
            int from = start + subsystem.length() + 1;
            if (from <= end && bytes[from - 1] == '=' && subsystem.equalsBytes(bytes, start, subsystem.length())) {
                return out.set(bytes, from, end - from);
            }
        }
        return false;
    }

    private static List<Field> memory() {
        return List.of(
                memory(
                        "thread.vmsize",
                        "The virtual memory of the process in KB, 0 for a thread that is not the main one.",
                        1,
                        MemoryCounters::virtualKilobytes),
                memory(
                        "thread.vmrss",
                        "The resident memory of the process in KB, 0 for a thread that is not the main one.",
                        1,
                        MemoryCounters::residentKilobytes),
                memory(
                        "thread.vmsize.b",
                        "As thread.vmsize, in bytes.",
                        1024,
                        MemoryCounters::virtualKilobytes,
                        FieldFlag.HIDDEN),
                memory(
                        "thread.vmrss.b",
                        "As thread.vmrss, in bytes.",
                        1024,
                        MemoryCounters::residentKilobytes,
                        FieldFlag.HIDDEN));
    }

    private static Field memory(
            String name, String description, long unit, ToLongFunction<MemoryCounters> of, FieldFlag... flags) {
        return field(name, description)
                .with(flags)
                .number(
                        UINT64,
                        DEC,
                        Lineage.ownNumber((thread, out) ->
                                out.set(thread.isMainThread() ? of.applyAsLong(thread.memory()) * unit : 0)));
    }
}
