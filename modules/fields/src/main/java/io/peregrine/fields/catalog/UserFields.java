package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.Dependency.PROCESS;
import static io.peregrine.filter.field.Dependency.USER;

import io.peregrine.event.ByteString;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.FieldClass;
import io.peregrine.fields.Slot;
import io.peregrine.fields.param.Containers;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.Credentials;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.User;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The fields of the user as whom the event's thread acts, and of the user who logged in. */
public final class UserFields {
    private static final ByteString UNKNOWN = ByteString.of("<NA>");
    private static final ByteString ROOT = ByteString.of("root");
    private static final ByteString ROOT_HOME = ByteString.of("/root");

    private UserFields() {}

    /** The class {@code user}. */
    public static FieldClass all() {
        return new FieldClass(
                "user",
                "",
                "The user as whom the process acts.",
                Set.of("syscall"),
                List.of(
                        field("user.uid", "The id of the user.")
                                .on(PROCESS)
                                .number(
                                        ParamType.UINT32,
                                        PrintFormat.ID,
                                        Lineage.ownNumber((thread, out) ->
                                                out.set(thread.credentials().uid()))),
                        field("user.name", "The name of the user, <NA> when it is not known.")
                                .on(USER)
                                .text(of(Credentials::uid, User::name, ROOT)),
                        field("user.homedir", "The home directory of the user.")
                                .on(USER)
                                .text(of(Credentials::uid, User::home, ROOT_HOME)),
                        field("user.shell", "The login shell of the user.")
                                .on(USER)
                                .text(of(Credentials::uid, User::shell, UNKNOWN)),
                        field(
                                        "user.loginuid",
                                        "The id of the user who logged in, -1 when there was no login; it stays when the process takes another user.")
                                .on(PROCESS)
                                .number(ParamType.INT64, PrintFormat.ID, Lineage.ownNumber(UserFields::loginId)),
                        field("user.loginname", "The name of the user who logged in, <NA> when it is not known.")
                                .on(USER)
                                .text(of(Credentials::loginuid, User::name, ROOT))));
    }

    private static boolean loginId(ThreadEntry thread, Slot out) {
        long id = thread.credentials().loginuid();
        return out.set(id == Credentials.NO_ID ? -1 : id);
    }

    /** A text of a user; what stands in for the user with id 0 when the table has none. */
    private static BytesExtractor of(
            ToLongFunction<Credentials> id, Function<User, ByteString> text, ByteString forRoot) {
        return (context, out) -> {
            ThreadEntry thread = context.thread();
            if (thread.isNone()) {
                return false;
            }
            long uid = id.applyAsLong(thread.credentials());
            User user = context.tables().users().find(Containers.of(thread), uid);
            if (!user.isNone()) {
                return out.set(text.apply(user));
            }
            return out.set(uid == 0 ? forRoot : UNKNOWN);
        };
    }
}
