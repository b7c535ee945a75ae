package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.Dependency.EVENT;
import static io.peregrine.filter.field.Dependency.PROCESS;
import static io.peregrine.schema.PrintFormat.DEC;

import io.peregrine.event.render.CapabilityText;
import io.peregrine.fields.Field;
import io.peregrine.fields.Slot;
import io.peregrine.schema.ParamType;
import io.peregrine.state.Credentials;
import io.peregrine.state.Executable;
import io.peregrine.state.ThreadEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The process fields that tell what the kernel said of the executable file, who leads, and what the process may do. */
final class ExecutableFields {
    private ExecutableFields() {}

    static List<Field> all() {
        List<Field> fields = new ArrayList<>(truths());
        fields.addAll(file());
        fields.addAll(capabilities());
        return fields;
    }

    private static List<Field> truths() {
        return List.of(
                truth(
                        "proc.is_exe_writable",
                        "Whether the process may write to its own executable file.",
                        thread -> executable(thread).has(Executable.WRITABLE)),
                truth(
                        "proc.is_exe_upper_layer",
                        "Whether the executable lies in the upper, writable layer of an overlay file system.",
                        thread -> executable(thread).has(Executable.UPPER_LAYER)),
                truth(
                        "proc.is_exe_lower_layer",
                        "Whether the executable lies in a lower layer of an overlay file system: in the image.",
                        thread -> executable(thread).has(Executable.LOWER_LAYER)),
                truth(
                        "proc.is_exe_from_memfd",
                        "Whether the executable is memory behind a memfd, no file.",
                        thread -> executable(thread).has(Executable.FROM_MEMFD)),
                truth(
                        "proc.is_sid_leader",
                        "Whether the process leads its session.",
                        thread -> thread.identity().sid() == thread.identity().vpid()),
                truth(
                        "proc.is_vpgid_leader",
                        "Whether the process leads its process group, by the ids inside the PID namespace.",
                        thread -> thread.identity().vpgid() == thread.identity().vpid()),
                truth(
                        "proc.is_pgid_leader",
                        "Whether the process leads its process group, by the ids of the host.",
                        thread -> thread.identity().pgid() == thread.pid()));
    }

    private static Field truth(String name, String description, Predicate<ThreadEntry> of) {
        return field(name, description).on(PROCESS).flag(Lineage.ownNumber((thread, out) -> out.set(of.test(thread))));
    }

    private static Executable executable(ThreadEntry thread) {
        return thread.program().executable();
    }

    private static List<Field> file() {
        return List.of(
                fact("proc.exe_ino", ParamType.INT64, "The inode number of the executable file.", Executable::inode),
                fact(
                        "proc.exe_ino.ctime",
                        ParamType.ABSTIME,
                        "When the status of the executable file last changed, in nanoseconds since the epoch.",
                        Executable::changeTime),
                fact(
                        "proc.exe_ino.mtime",
                        ParamType.ABSTIME,
                        "When the executable file was last modified, in nanoseconds since the epoch.",
                        Executable::modificationTime),
                fact(
                        "proc.exe_ino.ctime_duration_proc_start",
                        ParamType.ABSTIME,
                        "Nanoseconds from the last status change of the executable file to the start of the process; short for a file that was dropped and run.",
                        Executable::changeToClone),
                fact(
                        "proc.exe_ino.ctime_duration_pidns_start",
                        ParamType.ABSTIME,
                        "Nanoseconds from the start of the PID namespace to the last status change of the executable file, where that came later.",
                        Executable::pidNamespaceToChange),
                field(
                                "proc.pidns_init_start_ts",
                                "When the first process of the PID namespace began, in nanoseconds since the epoch.")
                        .on(EVENT)
                        .number(
                                ParamType.UINT64,
                                DEC,
                                Lineage.ownNumber((thread, out) ->
                                        nonZero(thread.activity().pidNamespaceStart(), out))));
    }

    private static Field fact(String name, ParamType type, String description, ToLongFunction<Executable> of) {
        return field(name, description)
                .on(PROCESS)
                .number(
                        type,
                        DEC,
                        Lineage.ownNumber((thread, out) -> nonZero(of.applyAsLong(executable(thread)), out)));
    }

    private static boolean nonZero(long value, Slot out) {
        return value != 0 && out.set(value);
    }

    private static List<Field> capabilities() {
        return List.of(
                capabilities(
                        "thread.cap_permitted",
                        "The capabilities that the thread may take up, by name, joined by blanks.",
                        Credentials::permitted),
                capabilities(
                        "thread.cap_inheritable",
                        "The capabilities that survive an exec, by name, joined by blanks.",
                        Credentials::inheritable),
                capabilities(
                        "thread.cap_effective",
                        "The capabilities that the kernel checks now, by name, joined by blanks.",
                        Credentials::effective));
    }

    private static Field capabilities(String name, String description, ToLongFunction<Credentials> of) {
        return field(name, description).on(PROCESS).text(Lineage.ownText((thread, out) -> {
            CapabilityText.append(out.startText(), of.applyAsLong(thread.credentials()));
            return out.setText();
        }));
    }
}
