package io.peregrine.state;

/**
 * The numbers by which the system knows a thread, each -1 when unknown.
 *
 * @param pid the process: the tid of the group's leader
 * @param ptid the thread that is its parent
 * @param vtid the tid inside the thread's PID namespace
 * @param vpid the pid inside the PID namespace
 * @param sid the session
 * @param pgid the process group
 * @param vpgid the process group inside the PID namespace
 * @param tty the number of the controlling terminal, 0 for none
 */
public record Identity(long pid, long ptid, long vtid, long vpid, long sid, long pgid, long vpgid, long tty) {
    /** Nothing known. */
    public static final Identity UNKNOWN = new Identity(-1, -1, -1, -1, -1, -1, -1, 0);

    /** The same with another process and parent. */
    public Identity withProcess(long newPid, long newPtid) {
        return new Identity(newPid, newPtid, vtid, vpid, sid, pgid, vpgid, tty);
    }

    /** The same with other numbers inside the PID namespace. */
    public Identity withVirtual(long newVtid, long newVpid) {
        return new Identity(pid, ptid, newVtid, newVpid, sid, pgid, vpgid, tty);
    }

    /** The same with another parent. */
    public Identity withParent(long newPtid) {
        return new Identity(pid, newPtid, vtid, vpid, sid, pgid, vpgid, tty);
    }

    /** The same in another session. */
    public Identity withSession(long newSid) {
        return new Identity(pid, ptid, vtid, vpid, newSid, pgid, vpgid, tty);
    }

    /** The same in other process groups and at another terminal. */
    public Identity withGroups(long newPgid, long newVpgid, long newTty) {
        return new Identity(pid, ptid, vtid, vpid, sid, newPgid, newVpgid, newTty);
    }
}
