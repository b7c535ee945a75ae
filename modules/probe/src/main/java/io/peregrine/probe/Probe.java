package io.peregrine.probe;

import io.peregrine.event.SourceException;
import io.peregrine.ffi.BpfLink;
import io.peregrine.ffi.BpfMap;
import io.peregrine.ffi.BpfObject;
import io.peregrine.ffi.BpfProgram;
import io.peregrine.ffi.MappedMemory;
import io.peregrine.ffi.MappedMemory.Access;
import io.peregrine.ffi.NativeException;
import io.peregrine.ffi.ProgramRuns;
import io.peregrine.ffi.SystemCalls;
import io.peregrine.schema.SyscallDescriptor;
import io.peregrine.schema.SyscallTable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The programs in the kernel: loaded, attached, and steered through memory that they share with this process. Closing takes everything out
 * of the kernel again. Owned by one thread, except {@link #counters()}, which any thread may call while it is open.
 */
public final class Probe implements AutoCloseable {
    private static final int CONTEXTS = LoadedPrograms.CONTEXTS;

    private final List<Runnable> closing = new ArrayList<>();
    private final ProbeSpec spec;
    private final EventClock clock;
    private List<String> losses = List.of();
    private Rings rings;
    private BpfObject object;
    private CallPrograms programs;
    private ProbeSettings settings;
    private Attachments attachments;
    private EntryPrograms entry;
    private boolean compatNoticed;
    private FilterMaps filter;
    private MemorySegment counterRows;
    private int processors;

    private Probe(ProbeSpec spec, EventClock clock) {
        this.spec = spec;
        this.clock = clock;
    }

    /**
     * Loads and attaches the probe; events begin at once.
     *
     * @throws SourceException in one sentence what this machine or process lacks, and the remedy
     */
    public static ProbeSource open(ProbeSpec spec) throws SourceException {
        return open(spec, new EventClock(SystemCalls::wallClockOffset));
    }

    /** The same with the times of a clock. */
    public static ProbeSource open(ProbeSpec spec, EventClock clock) throws SourceException {
        return open(spec, clock, everything(), new KnownTypes());
    }

    /**
     * The same, loading at first only the programs of calls that are expected to be watched; {@link #loadAll} loads the others, and so does
     * {@link #watch} when they are needed.
     *
     * @param expected portable ids
     * @param types the kernel's types
     */
    public static ProbeSource open(ProbeSpec spec, EventClock clock, Set<Integer> expected, KnownTypes types)
            throws SourceException {
        return open(spec, clock, expected, ProbeMeans.here(types));
    }

    /** The same with other means than this machine's. */
    static ProbeSource open(ProbeSpec spec, EventClock clock, Set<Integer> expected, ProbeMeans means)
            throws SourceException {
        Preconditions here = Preconditions.here();
        Architecture machine = here.machine();
        Probe probe = new Probe(spec, clock);
        probe.losses = here.losses();
        try {
            probe.load(machine, expected, means);
            probe.introduceOwner();
            probe.watch(spec.interest());
            return new ProbeSource(probe, probe.rings, clock);
        } catch (NativeException | IOException e) {
            probe.close();
            throw new SourceException(e.getMessage(), e);
        } catch (SourceException | RuntimeException | Error e) {
            probe.close();
            throw e;
        }
    }

    /** Fills the workspaces of all processors with a byte: what of it an event shows, no program has put there. */
    void fillWorkspaces(byte value) throws NativeException {
        BpfMap workspaces = object.map("cpus");
        byte[] filling = new byte[workspaces.valueSize()];
        Arrays.fill(filling, value);
        for (int processor = 0; processor < processors; processor++) {
            workspaces.put(processor, filling);
        }
    }

    /** Says what the programs say when they see code of 32 bits, for a machine that runs none. */
    void noteCompat() {
        settings.noteCompat();
    }

    private static Set<Integer> everything() {
        return SyscallTable.all().stream().map(SyscallDescriptor::id).collect(Collectors.toSet());
    }

    private void load(Architecture machine, Set<Integer> expected, ProbeMeans means)
            throws NativeException, IOException, SourceException {
        processors = SystemCalls.configuredProcessors();
        rings = Rings.create(spec.rings(), processors);
        closing.add(rings::close);
        LoadedPrograms loaded = LoadedPrograms.load(
                new LoadedPrograms.Wanted(spec.entry(), expected, processors, rings.descriptor(0)), machine, means);
        closing.add(loaded::close);
        object = loaded.object();
        programs = loaded.ofCalls();
        entry = loaded.entry();
        object.map("rings")
                .putMaps(IntStream.range(0, processors).map(rings::descriptor).toArray());
        settings = new ProbeSettings(map(".data.settings", Access.WRITE), loaded.calls());
        settings.apply(spec);
        settings.epoch(clock.base());
        counterRows = map("counters", Access.READ);
        filter = new FilterMaps(
                loaded.calls(),
                new FilterMaps.Mapped(map(".data.filter", Access.WRITE), map("left_out", Access.READ), processors),
                object.map("wanted_prefixes"),
                object.map("wanted_suffixes"));
        programs.enter();
        attachments = new Attachments(object.programs(), entry);
        closing.add(attachments::close);
    }

    private MemorySegment map(String name, Access access) throws NativeException {
        MappedMemory mapping = object.map(name).values(access);
        closing.add(mapping::close);
        return mapping.memory();
    }

    /** Makes this process known to the programs by a call that only it can make. */
    private void introduceOwner() throws NativeException {
        int token = -1 - ThreadLocalRandom.current().nextInt(1 << 30);
        settings.askForOwner(token);
        BpfLink link = object.programs().get("on_introduction").attach();
        SystemCalls.askProcessGroup(token);
        link.close();
        settings.askForOwner(0);
    }

    /**
     * Replaces the set of reported calls and tracepoints, from the next call on.
     *
     * @param interest portable ids
     * @throws SourceException when the kernel refuses to load or attach a program that this needs; the set is as before then
     */
    public void watch(Set<Integer> interest) throws SourceException {
        watch(interest, true);
    }

    /**
     * The same, where {@code early} is false with all arguments read when a call ends, which costs less and lets another thread rewrite them
     * meanwhile.
     */
    public void watch(Set<Integer> interest, boolean early) throws SourceException {
        Interest next = prepare(interest, early);
        next.apply();
        next.settle();
    }

    /**
     * Prepares another set of reported calls and tracepoints: the programs that it needs are loaded and verified by the kernel and attached, while
     * the set in force stays. For any thread but one at a time.
     *
     * @param interest portable ids
     * @throws SourceException when the kernel refuses a program; everything is as before then
     */
    public Interest prepare(Set<Integer> interest) throws SourceException {
        return prepare(interest, true);
    }

    private Interest prepare(Set<Integer> interest, boolean early) throws SourceException {
        Set<AttachPoint> possible =
                AttachPoint.neededFor(interest, object.programs().keySet());
        if (!early) {
            possible.removeAll(AttachPoint.ENTRIES);
        }
        try {
            programs.require(interest);
            Set<AttachPoint> before = attachments.points();
            Set<AttachPoint> points = attach(possible);
            Set<AttachPoint> anew = new HashSet<>(points);
            anew.removeAll(before);
            anew.retainAll(AttachPoint.ENTRIES);
            Runnable stores = settings.watching(interest, entry.taking(points), !anew.isEmpty());
            return new Interest(stores, attachments, points, before);
        } catch (NativeException e) {
            throw new SourceException(e.getMessage(), e);
        }
    }

    /** Attaches what is needed in one of the ways to take arguments when calls begin: the next, where the kernel refuses one. */
    private Set<AttachPoint> attach(Set<AttachPoint> possible) throws NativeException, SourceException {
        Set<AttachPoint> points = entry.choose(possible, settings.compatSeen());
        while (!attachOrGiveUp(points)) {
            points = entry.choose(possible, settings.compatSeen());
        }
        if (settings.compatSeen()) {
            attachForCompat();
        }
        return points;
    }

    /** False when the kernel refuses the way in which arguments are taken when single calls begin: then another is decided on. */
    private boolean attachOrGiveUp(Set<AttachPoint> points) throws NativeException, SourceException {
        try {
            attachments.attach(points);
            return true;
        } catch (NativeException e) {
            switch (entry.place()) {
                case FUNCTION -> entry.giveUp(e.getMessage());
                case TRACEPOINT -> entry.giveUp(TracepointRefusal.of(e).sentence());
                case SYS_ENTER -> throw e;
            }
            return false;
        }
    }

    private void attachForCompat() {
        try {
            attachments.attachForCompat();
        } catch (NativeException e) {
            entry.refuseCompat();
        }
    }

    /**
     * Looks whether the programs saw the first code of 32 bits, and has the program attached then that takes arguments of its calls, by a thread
     * that lives no longer than that takes. Called by the source's thread, time and again.
     */
    void noticeCompat() {
        if (!compatNoticed && settings.compatSeen()) {
            compatNoticed = true;
            Thread.ofPlatform().daemon().name("entry-of-32-bit-code").start(this::attachForCompat);
        }
    }

    /** Where programs take the arguments that another thread could rewrite. For any thread. */
    public EntryWay entryWay() {
        return entry.way(settings.compatSeen());
    }

    /**
     * Loads the programs of the calls that were not expected, so that watching them later takes no time. For any thread; nothing happens when the
     * probe is closed.
     *
     * @throws SourceException when the kernel refuses them
     */
    public void loadAll() throws SourceException {
        try {
            programs.loadAll();
        } catch (NativeException e) {
            throw new SourceException(e.getMessage(), e);
        }
    }

    /** Leaves nothing out any more, from the next call on: stores to memory that the programs read. For any thread; waits for nothing. */
    public void deliverAll() {
        filter.deliverAll();
    }

    /**
     * Leaves out what a filter says; {@link #deliverAll} before the rules are in force that it comes from. For one thread at a time.
     *
     * @throws SourceException when the kernel refuses; then nothing is left out
     */
    public void leaveOut(KernelFilterTerms next) throws SourceException {
        filter.deliverAll();
        try {
            if (next.leavesOutUntilNeeded()) {
                attachments.attachForCopies();
            }
            filter.leaveOut(next);
        } catch (NativeException e) {
            throw new SourceException("The filter in the kernel cannot be set: " + e.getMessage(), e);
        }
    }

    /** How many events were left out by filters so far, by the portable id of the call. For any thread while the probe is open. */
    public Map<Integer, Long> leftOut() {
        return filter.counts();
    }

    /** How many events were left out by filters so far. For any thread while the probe is open. */
    public long leftOutInAll() {
        return filter.count();
    }

    /** What stays unknown because this process lacks capabilities beyond those that watching insists on: a sentence each. */
    public List<String> losses() {
        return losses;
    }

    /** Where programs are attached at this moment. */
    public Set<AttachPoint> attached() {
        return attachments.points();
    }

    /** Reads the wall clock again, so that the times of events follow a clock that was set. */
    public void synchronizeClock() {
        clock.reread();
    }

    /** The time that an event of this moment would have, in nanoseconds since the epoch. Called by the source's thread. */
    public long now() {
        return clock.at(clock.base() + SystemCalls.time(SystemCalls.Clock.BOOTTIME));
    }

    /**
     * Loads the iterators that list what there is with the times of this probe's events.
     *
     * @throws SourceException in a sentence why there are none here
     */
    public TaskIterators iterators() throws SourceException {
        return TaskIterators.open(clock, new KnownTypes());
    }

    /** The counters of this moment. */
    public ProbeCounters counters() {
        return ProbeCounters.read(counterRows, CONTEXTS * processors);
    }

    /** The counters of this moment, processor by processor. For any thread while the probe is open. */
    public List<ProbeCounters> countersByProcessor() {
        List<ProbeCounters> all = new ArrayList<>();
        for (int processor = 0; processor < processors; processor++) {
            all.add(ProbeCounters.read(counterRows, CONTEXTS * processor, CONTEXTS));
        }
        return all;
    }

    /**
     * How often the attached programs ran, by the name of the tracepoint that they stand at. The programs that handle a call run within that of
     * {@code sys_exit}. For any thread while the probe is open.
     */
    public Map<String, ProgramRuns> runs() {
        Map<String, ProgramRuns> runs = new TreeMap<>();
        for (AttachPoint point : attachments.points()) {
            BpfProgram program = object.programs().get(point.program());
            String section = program.section();
            program.runs().ifPresent(known -> runs.put(section.substring(section.lastIndexOf('/') + 1), known));
        }
        return runs;
    }

    /** What went through overflow memory. For any thread. */
    public OverflowFigures overflowFigures() {
        return rings.overflow().figures();
    }

    @Override
    public void close() {
        closing.reversed().forEach(Runnable::run);
        closing.clear();
    }
}
