package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.Dependency.PROCESS;
import static io.peregrine.filter.field.Dependency.USER;

import io.peregrine.event.ByteString;
import io.peregrine.fields.FieldClass;
import io.peregrine.fields.Slot;
import io.peregrine.fields.param.Containers;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.EventContext;
import io.peregrine.state.Group;
import io.peregrine.state.ThreadEntry;
import java.util.List;
import java.util.Set;

/** The fields of the group as which the event's thread acts. */
public final class GroupFields {
    private static final ByteString UNKNOWN = ByteString.of("<NA>");
    private static final ByteString ROOT = ByteString.of("root");

    private GroupFields() {}

    /** The class {@code group}. */
    public static FieldClass all() {
        return new FieldClass(
                "group",
                "",
                "The group of users as which the process acts.",
                Set.of("syscall"),
                List.of(
                        field("group.gid", "The id of the group.")
                                .on(PROCESS)
                                .number(
                                        ParamType.UINT32,
                                        PrintFormat.ID,
                                        Lineage.ownNumber((thread, out) ->
                                                out.set(thread.credentials().gid()))),
                        field("group.name", "The name of the group, <NA> when it is not known.")
                                .on(USER)
                                .text(GroupFields::name)));
    }

    private static boolean name(EventContext context, Slot out) {
        ThreadEntry thread = context.thread();
        if (thread.isNone()) {
            return false;
        }
        long gid = thread.credentials().gid();
        Group group = context.tables().groups().find(Containers.of(thread), gid);
        if (!group.isNone()) {
            return out.set(group.name());
        }
        return out.set(gid == 0 ? ROOT : UNKNOWN);
    }
}
