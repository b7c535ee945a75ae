package io.peregrine.state;

/**
 * The tables of one source: threads with their descriptors, users, groups, what they count, and the machine they describe. Owned by the source's thread.
 */
public final class StateTables {
    private final StateSettings settings;
    private final StateCounters counters = new StateCounters();
    private final MemoryBudget budget;
    private final ThreadTable threads;
    private final UserTable users = new UserTable();
    private final GroupTable groups = new GroupTable();
    private Machine machine = Machine.UNKNOWN;

    /** Empty tables. */
    public StateTables(StateSettings settings, ProcessScan scan) {
        this.settings = settings;
        this.budget = new MemoryBudget(settings.maxMemoryBytes());
        this.threads = new ThreadTable(settings, counters, budget, scan);
    }

    /** The limits and intervals. */
    public StateSettings settings() {
        return settings;
    }

    /** The threads. */
    public ThreadTable threads() {
        return threads;
    }

    /** The users. */
    public UserTable users() {
        return users;
    }

    /** The groups of users. */
    public GroupTable groups() {
        return groups;
    }

    /** The counters. */
    public StateCounters counters() {
        return counters;
    }

    /** The bytes in use. */
    public MemoryBudget budget() {
        return budget;
    }

    /** The machine that the events come from. */
    public Machine machine() {
        return machine;
    }

    /** Sets the machine, before events pass. */
    public void setMachine(Machine value) {
        machine = value;
    }
}
