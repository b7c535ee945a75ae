package io.peregrine.state;

import io.peregrine.event.ByteString;
import io.peregrine.state.descriptor.ContainerAddresses;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.NetworkInterfaces;
import io.peregrine.state.table.AddedFields;
import io.peregrine.state.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The tables of one source: threads with their descriptors, users, groups, what they count, and the machine they describe. Owned by the source's thread.
 */
public final class StateTables {
    private static final ByteString ROOT = ByteString.of("root");
    private static final ByteString ROOT_HOME = ByteString.of("/root");

    private final StateSettings settings;
    private final StateCounters counters = new StateCounters();
    private final MemoryBudget budget;
    private final ThreadTable threads;
    private final UserTable users;
    private final GroupTable groups;
    private final NetworkInterfaces interfaces = new NetworkInterfaces();
    private final ContainerAddresses containerAddresses = new ContainerAddresses();
    private final Accounts accounts;
    private final LookUps lookUps;
    private final AddedFields descriptorFields = DescriptorFields.ofDescriptors();
    private final boolean replay;
    private final Companions companions = new Companions();
    private Machine machine = Machine.UNKNOWN;

    /**
     * Empty tables.
     *
     * @param settings limits and intervals
     * @param lookUps what makes the place where an unknown thread is looked up, such as a scan of the running system
     * @param accounts where an unknown user is looked up
     */
    public StateTables(StateSettings settings, LookUps.Source lookUps, Accounts accounts) {
        this(settings, lookUps, accounts, false);
    }

    private StateTables(StateSettings settings, LookUps.Source lookUps, Accounts accounts, boolean replay) {
        this.replay = replay;
        this.settings = settings;
        this.accounts = accounts;
        this.budget = new MemoryBudget(settings.maxMemoryBytes(), counters);
        this.users = new UserTable(budget);
        this.groups = new GroupTable(budget);
        this.lookUps = lookUps.of(this);
        this.threads = new ThreadTable(this, counters, budget, this.lookUps::thread);
    }

    /** Empty tables of a replay, which asks no system. */
    public static StateTables forReplay(StateSettings settings) {
        return new StateTables(settings, tables -> LookUps.NONE, Accounts.NONE, true);
    }

    /** Whether the events come from a capture. */
    public boolean isReplay() {
        return replay;
    }

    /**
     * When the machine started as rules see it, in nanoseconds since the epoch: 0 in a replay, where Falco forgets the machine that
     * a capture describes before the first event.
     */
    public long bootTime() {
        return replay ? 0 : machine.bootTime();
    }

    /** The limits and intervals. */
    public StateSettings settings() {
        return settings;
    }

    /** The threads. */
    public ThreadTable threads() {
        return threads;
    }

    /** The threads as a described table, {@code threads}. */
    public Table threadTable() {
        return new DescribedThreads(this);
    }

    /** The fields of descriptors, listed and added; the tables of all threads share them. */
    AddedFields descriptorFields() {
        return descriptorFields;
    }

    /** The users. */
    public UserTable users() {
        return users;
    }

    /** The groups of users. */
    public GroupTable groups() {
        return groups;
    }

    /** The addresses of the machine's network interfaces. */
    public NetworkInterfaces interfaces() {
        return interfaces;
    }

    /** The addresses of containers. */
    public ContainerAddresses containerAddresses() {
        return containerAddresses;
    }

    /** What others keep beside these tables. */
    public Companions companions() {
        return companions;
    }

    /**
     * Has something done with each thread that enters the table, by an event, a list or a look-up: it may set added fields of it. Before the tables are filled.
     */
    public void whenThreadEnters(Consumer<ThreadEntry> action) {
        threads.whenEntered(thread -> {
            action.accept(thread);
            if (thread.isMainThread() && !containerOf(thread).isEmpty()) {
                learnAccounts(thread);
            }
        });
    }

    /** The counters. */
    public StateCounters counters() {
        return counters;
    }

    /** The counters and what the tables hold now: threads, descriptors, bytes; visits every thread. */
    public List<StateCounters.Sample> samples() {
        List<StateCounters.Sample> samples = new ArrayList<>(counters.samples());
        long[] descriptors = {0};
        threads.forEach(thread -> descriptors[0] += thread.ownDescriptors().size());
        samples.add(new StateCounters.Sample("n_threads", threads.size()));
        samples.add(new StateCounters.Sample("n_fds", descriptors[0]));
        samples.add(new StateCounters.Sample("state_memory_bytes", budget.used()));
        return List.copyOf(samples);
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

    /** Stores a descriptor; false when its table or the budget is full, which is counted. */
    public boolean store(DescriptorTable descriptors, long number, Descriptor descriptor) {
        int before = descriptors.size();
        boolean full = budget.isSpent() && !descriptors.contains(number);
        if (full || !descriptors.put(number, descriptor, budget)) {
            budget.refuseDescriptors(1);
            return false;
        }
        counters.addedDescriptors += descriptors.size() - before;
        return true;
    }

    /** Looks a descriptor that came from another process up in the system; its main thread must be in the table. */
    public void lookUpDescriptor(ThreadEntry thread, long number) {
        if (!thread.mainThread().isNone()) {
            lookUps.descriptor(thread.pid(), number);
        }
    }

    /** What the system calls a descriptor of a thread now: for one whose name the tables do not know. Empty where it is not there, and in a replay. */
    public ByteString descriptorLink(ThreadEntry thread, long number) {
        return number < 0 ? ByteString.EMPTY : lookUps.descriptorLink(thread.pid(), number);
    }

    /** Replaces the descriptors of a process by those that it has in the system, if it is still there. */
    public void lookUpDescriptors(ThreadEntry process) {
        lookUps.descriptors(process);
    }

    /** Removes all descriptors that are meant. */
    public void removeIf(DescriptorTable descriptors, DescriptorTable.Choice choice) {
        counters.removedDescriptors += descriptors.removeIf(choice, budget);
    }

    /** Removes a descriptor that was closed. */
    public void remove(DescriptorTable descriptors, long number) {
        if (descriptors.remove(number, budget)) {
            counters.removedDescriptors++;
            counters.noncachedDescriptorLookups++;
        } else {
            counters.failedDescriptorLookups++;
        }
    }

    /** Makes the user and the group of a thread known, where they are not yet. */
    public void learnAccounts(ThreadEntry thread) {
        ByteString container = containerOf(thread);
        boolean user = lacksUser(container, thread.credentials());
        boolean group = lacksGroup(container, thread.credentials());
        if (user || group) {
            Accounts.Lists lists = lists(container, thread);
            if (user) {
                learnUsers(container, lists);
            }
            if (group) {
                learnGroups(container, lists);
            }
        }
    }

    /** Makes the user known that a thread has become. A container's list is taken when a program begins there: whoever makes the container takes its user just before. */
    public void learnUser(ByteString container, ThreadEntry thread) {
        if ((container.isEmpty() || users.hasList(container)) && lacksUser(container, thread.credentials())) {
            learnUsers(container, lists(container, thread));
        }
    }

    /** Makes the group known that a thread has become, as {@link #learnUser} does the user. */
    public void learnGroup(ByteString container, ThreadEntry thread) {
        if ((container.isEmpty() || groups.hasList(container)) && lacksGroup(container, thread.credentials())) {
            learnGroups(container, lists(container, thread));
        }
    }

    private Accounts.Lists lists(ByteString container, ThreadEntry thread) {
        return accounts.of(container.isEmpty() ? Accounts.HOST : thread.pid());
    }

    /** Whether the user must be looked for in a list; the host's root is known without one. */
    private boolean lacksUser(ByteString container, Credentials credentials) {
        long uid = credentials.uid();
        if (uid == Credentials.NO_ID || !users.find(container, uid).isNone()) {
            return false;
        }
        if (container.isEmpty() && uid == 0) {
            users.put(container, new User(0, credentials.gid(), ROOT, ROOT_HOME, Program.NOT_AVAILABLE));
            return false;
        }
        return true;
    }

    private boolean lacksGroup(ByteString container, Credentials credentials) {
        long gid = credentials.gid();
        if (gid == Credentials.NO_ID || !groups.find(container, gid).isNone()) {
            return false;
        }
        if (container.isEmpty() && gid == 0) {
            groups.put(container, new Group(0, ROOT));
            return false;
        }
        return true;
    }

    private void learnUsers(ByteString container, Accounts.Lists lists) {
        long edition = lists.userEdition();
        if (users.isNews(container, edition)) {
            users.learn(container, edition, lists.users());
        }
    }

    private void learnGroups(ByteString container, Accounts.Lists lists) {
        long edition = lists.groupEdition();
        if (groups.isNews(container, edition)) {
            groups.learn(container, edition, lists.groups());
        }
    }

    /** Forgets the users and groups of a container that has gone; they are learnt anew when it comes again. */
    public void forgetAccounts(ByteString container) {
        if (!container.isEmpty()) {
            users.removeContainer(container);
            groups.removeContainer(container);
        }
    }

    /** The container that a thread runs in, empty for the host. */
    public static ByteString containerOf(ThreadEntry thread) {
        return thread.slot(ThreadSlots.CONTAINER_ID);
    }

    /** Forgets everything but the settings and the counters: a new section of a capture begins. */
    public void clear() {
        threads.clear();
        users.clear();
        groups.clear();
        interfaces.clear();
    }
}
