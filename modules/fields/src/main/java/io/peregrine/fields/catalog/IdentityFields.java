package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.Dependency.ANCESTORS;
import static io.peregrine.filter.field.Dependency.EVENT;
import static io.peregrine.filter.field.Dependency.PROCESS;
import static io.peregrine.schema.ParamType.INT64;
import static io.peregrine.schema.ParamType.RELTIME;
import static io.peregrine.schema.PrintFormat.DEC;
import static io.peregrine.schema.PrintFormat.ID;

import io.peregrine.fields.Binding;
import io.peregrine.fields.Field;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.Slot;
import io.peregrine.fields.Value;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.Dependency;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.schema.ParamType;
import io.peregrine.state.EventContext;
import io.peregrine.state.Identity;
import io.peregrine.state.ThreadEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The process fields that tell which process it is: ids, session, process groups, ages. */
final class IdentityFields {
    private IdentityFields() {}

    static List<Field> all() {
        List<Field> fields = new ArrayList<>(ids());
        fields.addAll(circles());
        fields.addAll(times());
        return fields;
    }

    private static List<Field> ids() {
        return List.of(
                id(
                        "proc.loginshellid",
                        ANCESTORS,
                        "The process id of the eldest shell among the process and its ancestors: the login shell, where there was a login.",
                        IdentityFields::loginShell),
                field("proc.tty", "The number of the controlling terminal, 0 for none.")
                        .on(PROCESS)
                        .number(
                                ParamType.UINT32,
                                ID,
                                Lineage.ownNumber((thread, out) ->
                                        out.set(thread.identity().tty()))),
                id("proc.pid", PROCESS, "The process id.", Lineage.ownNumber(ThreadReadings.PID)),
                id(
                        "proc.ppid",
                        ANCESTORS,
                        "The process id of the parent.",
                        Lineage.ancestorNumber(1, ThreadReadings.PID)),
                ancestorId(),
                id(
                        "proc.vpid",
                        PROCESS,
                        "The process id inside the PID namespace of the process.",
                        Lineage.ownNumber((thread, out) ->
                                ThreadReadings.known(thread.identity().vpid(), out))),
                id(
                        "proc.pvpid",
                        ANCESTORS,
                        "The process id of the parent inside its PID namespace.",
                        (context, out) -> {
                            ThreadEntry parent = parent(context);
                            return !parent.isNone() && out.set(parent.identity().vpid());
                        }));
    }

    private static Field id(String name, Dependency dependency, String description, NumberExtractor extractor) {
        return field(name, description).on(dependency).number(INT64, ID, extractor);
    }

    private static Field ancestorId() {
        return field(
                        "proc.apid",
                        "The process id of an ancestor, by position: 0 is the process itself, 1 its parent. Without a position a"
                                + " condition holds when any ancestor fits, and an output prints the process itself.")
                .on(ANCESTORS)
                .mayTake(ArgumentForm.INDEX)
                .with(FieldFlag.NO_RIGHT_SIDE, FieldFlag.NO_TRANSFORMER, FieldFlag.IN_NO_LIST)
                .bound(INT64, ID, argument -> {
                    if (argument instanceof FieldArgument.Index(int index) && index != -1) {
                        return Binding.same(Value.of(INT64, ID, Lineage.ancestorNumber(index, ThreadReadings.PID)));
                    }
                    Value any = Value.of(INT64, ID, new AnyAncestorId());
                    return Binding.of(any, Value.of(INT64, ID, Lineage.ancestorNumber(0, ThreadReadings.PID)));
                });
    }

    /** The fields of the leaders of session and process group. */
    private static List<Field> circles() {
        List<Field> fields = new ArrayList<>();
        Lineage.LeaderId session = thread -> thread.identity().sid();
        Lineage.LeaderId virtualGroup = thread -> thread.identity().vpgid();
        Lineage.LeaderId group = thread -> thread.identity().pgid();
        fields.add(id("proc.sid", PROCESS, "The id of the session.", number(Identity::sid)));
        fields.add(leader("proc.sname", session, true, ThreadReadings.NAME, "proc.name of the session's leader."));
        fields.add(leader("proc.sid.exe", session, true, ThreadReadings.EXE, "proc.exe of the session's leader."));
        fields.add(leader(
                "proc.sid.exepath", session, true, ThreadReadings.EXEPATH, "proc.exepath of the session's leader."));
        fields.add(id(
                "proc.vpgid",
                PROCESS,
                "The id of the process group inside the PID namespace.",
                number(Identity::vpgid)));
        fields.addAll(
                leaders("proc.vpgid", virtualGroup, true, "of the process group's leader inside the PID namespace."));
        fields.add(
                id("proc.pgid", PROCESS, "The id of the process group as the host sees it.", number(Identity::pgid)));
        fields.addAll(leaders("proc.pgid", group, false, "of the process group's leader as the host sees it."));
        return fields;
    }

    private static List<Field> leaders(String prefix, Lineage.LeaderId id, boolean virtual, String whose) {
        return List.of(
                leader(prefix + ".name", id, virtual, ThreadReadings.NAME, "proc.name " + whose),
                leader(prefix + ".exe", id, virtual, ThreadReadings.EXE, "proc.exe " + whose),
                leader(prefix + ".exepath", id, virtual, ThreadReadings.EXEPATH, "proc.exepath " + whose));
    }

    private static Field leader(
            String name, Lineage.LeaderId id, boolean virtual, ThreadReading reading, String description) {
        return field(name, description).text(Lineage.leaderText(id, virtual, reading));
    }

    private static NumberExtractor number(ToLongFunction<Identity> of) {
        return Lineage.ownNumber((thread, out) -> out.set(of.applyAsLong(thread.identity())));
    }

    private static List<Field> times() {
        return List.of(
                time("proc.duration", EVENT, "Nanoseconds since the process began.", IdentityFields::age),
                time(
                        "proc.ppid.duration",
                        EVENT,
                        "Nanoseconds since the parent process began.",
                        IdentityFields::parentAge),
                time(
                        "proc.pid.ts",
                        EVENT,
                        "When the process began, in nanoseconds since the epoch.",
                        (context, out) -> {
                            ThreadEntry thread = context.thread();
                            return !thread.isNone()
                                    && thread.activity().cloneTime() != 0
                                    && out.set(thread.activity().cloneTime());
                        }),
                time(
                        "proc.ppid.ts",
                        EVENT,
                        "When the parent process began, in nanoseconds since the epoch; 0 when that was before the engine.",
                        (context, out) -> {
                            ThreadEntry parent = parent(context);
                            return !parent.isNone() && out.set(parent.activity().cloneTime());
                        }));
    }

    private static Field time(String name, Dependency dependency, String description, NumberExtractor extractor) {
        return field(name, description).on(dependency).number(RELTIME, DEC, extractor);
    }

    /** Where the parent's beginning is unknown Falco gives the number of open descriptors instead; rules see that, so do ours. */
    private static boolean parentAge(EventContext context, Slot out) {
        ThreadEntry parent = Lineage.ancestor(context, 1);
        if (parent.isNone()) {
            return false;
        }
        long began = parent.activity().cloneTime();
        return out.set(
                began != 0 ? context.event().timestamp() - began : ResourceFields.openDescriptors(context.thread()));
    }

    private static boolean age(EventContext context, Slot out) {
        ThreadEntry thread = context.thread();
        long began = thread.activity().cloneTime();
        return !thread.isNone() && began != 0 && out.set(context.event().timestamp() - began);
    }

    private static ThreadEntry parent(EventContext context) {
        return context.thread().isNone()
                ? ThreadEntry.NONE
                : context.tables().threads().parentOf(context.thread());
    }

    private static boolean loginShell(EventContext context, Slot out) {
        ThreadEntry main = context.thread().mainThread();
        if (main.isNone()) {
            return false;
        }
        ThreadEntry shell = isShell(main) ? main : ThreadEntry.NONE;
        Ancestors ancestors = new Ancestors(context.tables().threads(), main);
        for (ThreadEntry next = ancestors.next(); !next.isNone(); next = ancestors.next()) {
            shell = isShell(next) ? next : shell;
        }
        return !shell.isNone() && out.set(shell.pid());
    }

    private static boolean isShell(ThreadEntry thread) {
        int length = thread.comm().length();
        return length >= 2
                && thread.comm().at(length - 2) == 's'
                && thread.comm().at(length - 1) == 'h';
    }
}
