package io.peregrine.state;

import io.peregrine.event.ByteString;
import io.peregrine.state.descriptor.Descriptor;
import java.lang.invoke.VarHandle;

/**
 * A thread as the tables know it.
 *
 * <p>Everything that rules can see hangs in five immutable records; each has one setter, which bumps {@link #version()}. Only counters,
 * times and flags change in place. Environment, working directory and descriptors belong to the main thread of the group: {@link #env()},
 * {@link #cwd()} and {@link #descriptors()} go there. Owned by the table's thread; a removed entry stays readable and says so.
 */
public final class ThreadEntry extends DescribedThread implements Changing {
    private static final ByteString NO_CWD = ByteString.of("./");
    private static final int OWN_BYTES = 800;

    /** The thread of an event that has none. */
    public static final ThreadEntry NONE = new ThreadEntry(-1);

    private final long tid;
    private final ThreadActivity activity = new ThreadActivity();
    private final MemoryCounters memory = new MemoryCounters(this);
    private Identity identity = Identity.UNKNOWN;
    private Program program = Program.NONE;
    private Credentials credentials = Credentials.UNKNOWN;
    private Surroundings surroundings = Surroundings.UNKNOWN;
    private ByteString commandLine;
    private long version;
    private int flags = ThreadFlags.NAME_CHANGED;
    private boolean removed;
    private final DescriptorTable ownDescriptors;
    private Object facts;
    private EnterRecord enterRecord = EnterRecord.NONE;
    private final Charge charge = new Charge();
    private TableHistory history = TableHistory.OFF;
    private int keptIn;
    /** The place of this thread among its group and its relatives. */
    public final Kinship kinship = new Kinship();

    ThreadEntry(long tid) {
        this.tid = tid;
        this.ownDescriptors = new DescriptorTable(this);
    }

    @Override
    public boolean isNone() {
        return this == NONE;
    }

    /** The thread's id. */
    public long tid() {
        return tid;
    }

    /** Its other numbers. */
    public Identity identity() {
        return identity;
    }

    /** The process. */
    public long pid() {
        return identity.pid();
    }

    /** The parent's thread id. */
    public long ptid() {
        return identity.ptid();
    }

    /** Sets the arguments alone: the command line stays that of the program's start. */
    void setArguments(StringBlock args) {
        ByteString line = commandLine();
        setProgram(new Program(
                program.comm(), program.exe(), program.exepath(), args, program.commandComm(), program.executable()));
        commandLine = line;
        charge.become(weight());
    }

    /** What it runs. */
    public Program program() {
        return program;
    }

    /** The name. */
    public ByteString comm() {
        return program.comm();
    }

    /** As whom it acts. */
    public Credentials credentials() {
        return credentials;
    }

    /** Its own working directory, root, environment and cgroups; the group's are {@link #cwd()} and {@link #env()}. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** The cgroups as {@code subsystem=path} items. */
    public StringBlock cgroups() {
        return surroundings.cgroups();
    }

    /** Times and the last descriptor, changed in place. */
    public ThreadActivity activity() {
        return activity;
    }

    /** Memory figures, changed in place. */
    public MemoryCounters memory() {
        return memory;
    }

    /** Bits of {@link ThreadFlags}. */
    public int flags() {
        return flags;
    }

    /** Whether a flag is set. */
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Counts every change of one of the records and of the group; what is derived from a thread is valid while it stands still. */
    public long version() {
        return version;
    }

    /** Whether the thread leads its group. */
    public boolean isMainThread() {
        return tid == identity.pid() || has(ThreadFlags.MAIN_THREAD);
    }

    /** Whether it lives in a PID namespace other than the first. */
    public boolean isInPidNamespace() {
        return has(ThreadFlags.CHILD_IN_PID_NAMESPACE) || (tid != identity.vtid() && identity.vtid() >= 0);
    }

    /** Whether the entry is a placeholder for a thread of which nothing could be learned. */
    public boolean isInvalid() {
        return tid < 0 || identity.pid() < 0 || identity.ptid() < 0;
    }

    /** Whether the thread has ended while its entry lives on. */
    public boolean isDead() {
        return has(ThreadFlags.CLOSED);
    }

    /** Whether the entry has left the table. */
    public boolean isRemoved() {
        return removed;
    }

    /** The main thread of the group, {@link #NONE} when the table does not have it. */
    public ThreadEntry mainThread() {
        if (isMainThread()) {
            return this;
        }
        ThreadGroup group = kinship.group();
        ThreadEntry first = group.first();
        return first.isMainThread() ? first : NONE;
    }

    /** The environment of the group, as {@code NAME=value} items. */
    public StringBlock env() {
        ThreadEntry main = mainThread();
        return main.isNone() ? surroundings.env() : main.surroundings.env();
    }

    /** The working directory of the group, ending in a slash; {@code ./} when there is no main thread. */
    public ByteString cwd() {
        ThreadEntry main = mainThread();
        return main.isNone() ? NO_CWD : main.surroundings.cwd();
    }

    /** The descriptors that this thread uses; {@link DescriptorTable#isAbsent()} when its group has lost its main thread. */
    public DescriptorTable descriptors() {
        if (!has(ThreadFlags.CLONE_FILES)) {
            return ownDescriptors;
        }
        ThreadEntry main = mainThread();
        return main.isNone() ? DescriptorTable.ABSENT : main.ownDescriptors;
    }

    /** The descriptor with this number, {@link Descriptor#NONE} when it is unknown. */
    public Descriptor descriptor(long number) {
        return number < 0 ? Descriptor.NONE : descriptors().find(number);
    }

    /** The table that hangs at this very thread, whoever uses it. */
    public DescriptorTable ownDescriptors() {
        return ownDescriptors;
    }

    /** The command line: the name and the arguments joined by blanks; built on the first call after a change, kept within the budget. */
    public ByteString commandLine() {
        ByteString line = commandLine;
        if (line == null) {
            line = program.commandLine();
            if (!charge.wouldExceed(line.length())) {
                commandLine = line;
                charge.become(weight());
            }
        }
        return line;
    }

    /** The number of live threads of the group, this one included. */
    public long threadCount() {
        return kinship.group().aliveCount();
    }

    /** The number of live threads of the group apart from its main thread. */
    public long otherThreadCount() {
        ThreadEntry main = mainThread();
        long count = threadCount();
        return !kinship.group().isNone() && !main.isNone() && !main.isDead() ? count - 1 : count;
    }

    /** The number of children whose entries have not been removed. */
    public long childCount() {
        return kinship.childCount();
    }

    /** Takes over everything that was written to an entry that is not in the table. */
    void takeOver(ThreadEntry made) {
        identity = made.identity;
        flags = made.flags;
        program = made.program;
        credentials = made.credentials;
        surroundings = made.surroundings;
        activity.setReaper(made.activity.reaper());
        activity.setDescriptorLimit(made.activity.descriptorLimit());
        activity.setPidNamespaceStart(made.activity.pidNamespaceStart());
        takeOverAdded(made);
    }

    /** What the rule engine keeps about this thread, null at first; it dies with the entry. */
    public Object facts() {
        return facts;
    }

    /** Lets the rule engine keep something about this thread. */
    public void setFacts(Object value) {
        facts = value;
    }

    /** Keeps the entry as it is, if it has not changed in the epoch of the table's history; an entry that has left the table has no past. */
    @Override
    public void beforeChange() {
        if (keptIn != history.epoch() && !removed) {
            history.keep(this);
            keptIn = history.epoch();
            VarHandle.storeStoreFence();
        }
    }

    /**
     * Whether the entry may have begun to change in this epoch or later; what it was before has been kept then. For a thread other than the
     * table's, which has read the entry and wants to know whether it read one moment.
     */
    public boolean changedSince(int epoch) {
        VarHandle.loadLoadFence();
        return keptIn >= epoch;
    }

    /** The entry is in the table from now on, and its changes belong to the table's history. */
    void joinHistory(TableHistory tableHistory) {
        tableHistory.added(tid);
        keptIn = tableHistory.epoch();
        history = tableHistory;
    }

    /** The limit on open descriptors. */
    public void setDescriptorLimit(long limit) {
        beforeChange();
        activity.setDescriptorLimit(limit);
    }

    /** Replaces what numbers the thread has. */
    public void setIdentity(Identity value) {
        beforeChange();
        identity = value;
        version++;
    }

    /** Sets what it runs; without arguments and long paths where the budget has no room for them. */
    public void setProgram(Program value) {
        beforeChange();
        long more = value.weight() + value.args().weightFor(program.args()) - program.weight();
        Program kept = charge.refusesTexts(more) ? value.withinTheSpentBudget() : value;
        charge.exchange(program.args(), kept.args());
        program = kept;
        commandLine = null;
        changed();
    }

    /** Replaces users and groups. */
    public void setCredentials(Credentials value) {
        beforeChange();
        credentials = value;
        version++;
    }

    /** Sets where it runs; without a new environment, new cgroups and long paths where the budget has no room for them. */
    public void setSurroundings(Surroundings value) {
        beforeChange();
        Surroundings now = surroundings;
        Surroundings kept = charge.refusesTexts(value.weightBeyond(now)) ? value.withinTheSpentBudget(now) : value;
        charge.exchange(now.env(), kept.env());
        charge.exchange(now.cgroups(), kept.cgroups());
        surroundings = kept;
        changed();
    }

    /** Replaces the flags, see {@link ThreadFlags}. */
    public void setFlags(int value) {
        beforeChange();
        flags = value;
    }

    /** Sets flags, see {@link ThreadFlags}. */
    public void addFlags(int more) {
        beforeChange();
        flags |= more;
    }

    /** Clears flags, see {@link ThreadFlags}. */
    public void clearFlags(int bits) {
        beforeChange();
        flags &= ~bits;
    }

    /** The entry is in the table now and its bytes count. */
    void startCharging(MemoryBudget memoryBudget) {
        charge.begin(memoryBudget, weight());
        charge.hold(program.args());
        charge.hold(surroundings.env());
        charge.hold(surroundings.cgroups());
    }

    /** The entry has left the table; its bytes and its descriptors go. */
    void markRemoved(MemoryBudget memoryBudget) {
        beforeChange();
        removed = true;
        ownDescriptors.release(memoryBudget);
        if (charge.isOn()) {
            charge.end();
            charge.release(program.args());
            charge.release(surroundings.env());
            charge.release(surroundings.cgroups());
        }
    }

    /** The bytes that the budget counts for the entry itself. */
    long charged() {
        return charge.bytes();
    }

    @Override
    void changed() {
        version++;
        charge.become(weight());
    }

    /** The bytes of the entry's own; blocks that clones share are paid by the first that holds them. */
    private long weight() {
        long line = commandLine == null ? 0 : 16L + commandLine.length();
        return OWN_BYTES + added().weight() + program.weight() + surroundings.weight() + line + enterRecord.weight();
    }

    /** The enter half that waits for its exit half. */
    public EnterRecord enterRecord() {
        return enterRecord;
    }

    /** Keeps an enter half; false when the budget has no room for it. */
    public boolean setEnterRecord(EnterRecord value) {
        if (value == enterRecord) {
            return true;
        }
        if (charge.wouldExceed(value.weight() - enterRecord.weight())) {
            return false;
        }
        enterRecord = value;
        charge.become(weight());
        return true;
    }

    /** Says that something outside the records changed that values depend on: the group's main thread, a descriptor table. */
    void touch() {
        version++;
    }

    @Override
    public String toString() {
        return "thread " + tid + " (" + program.comm() + ", pid " + identity.pid() + ")";
    }
}
