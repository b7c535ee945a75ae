package io.peregrine.state.handler;

import io.peregrine.schema.Positions;
import io.peregrine.state.Credentials;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateTables;
import io.peregrine.state.ThreadEntry;

/** The setuid and setgid families, capset, and the capabilities that a new user namespace gives. */
final class CredentialHandlers {
    private static final int CLONE_NEWUSER = 1 << 20;
    /** Every capability that the driver knows. */
    private static final long ALL_CAPABILITIES = (1L << 41) - 1;

    private CredentialHandlers() {}

    /** A call that sets the user to a parameter's. */
    static EventHandler user(int param) {
        return context -> setUser(context, param);
    }

    /** A call that sets the group to a parameter's. */
    static EventHandler group(int param) {
        return context -> setGroup(context, param);
    }

    private static void setUser(EventContext context, int param) {
        ThreadEntry thread = context.thread();
        if (thread.isNone() || context.result() != 0 || !context.event().has(param)) {
            return;
        }
        long uid = context.event().unsigned(param) & Credentials.NO_ID;
        if (thread.credentials().uid() != uid) {
            thread.setCredentials(thread.credentials().withUid(uid));
        }
        context.tables().learnUser(StateTables.containerOf(thread), thread);
    }

    private static void setGroup(EventContext context, int param) {
        ThreadEntry thread = context.thread();
        if (thread.isNone() || context.result() != 0 || !context.event().has(param)) {
            return;
        }
        long gid = context.event().unsigned(param) & Credentials.NO_ID;
        if (thread.credentials().gid() != gid) {
            thread.setCredentials(thread.credentials().withGid(gid));
        }
        context.tables().learnGroup(StateTables.containerOf(thread), thread);
    }

    /** capset. */
    static void capset(EventContext context) {
        if (!context.thread().isNone() && context.result() >= 0) {
            setCapabilities(
                    context.thread(),
                    context.event().unsigned(Positions.CAPSET_X.CAP_PERMITTED),
                    context.event().unsigned(Positions.CAPSET_X.CAP_EFFECTIVE),
                    context.event().unsigned(Positions.CAPSET_X.CAP_INHERITABLE));
        }
    }

    /** unshare and setns, with the namespaces in a parameter: in a new user namespace a thread may do everything. */
    static void namespace(EventContext context, int flagsParam) {
        boolean newUser = (context.event().unsigned(flagsParam) & CLONE_NEWUSER) != 0;
        if (!context.thread().isNone() && context.result() >= 0 && newUser) {
            setCapabilities(context.thread(), ALL_CAPABILITIES, ALL_CAPABILITIES, ALL_CAPABILITIES);
        }
    }

    private static void setCapabilities(ThreadEntry thread, long permitted, long effective, long inheritable) {
        Credentials now = thread.credentials();
        boolean same = now.permitted() == permitted && now.effective() == effective && now.inheritable() == inheritable;
        if (!same) {
            thread.setCredentials(now.withCapabilities(permitted, effective, inheritable));
        }
    }
}
