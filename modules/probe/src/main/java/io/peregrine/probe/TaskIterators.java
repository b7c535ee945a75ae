package io.peregrine.probe;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.ffi.BpfIterator;
import io.peregrine.ffi.BpfIterator.Scope;
import io.peregrine.ffi.BpfObject;
import io.peregrine.ffi.BpfProgram;
import io.peregrine.ffi.Errno;
import io.peregrine.ffi.KernelTypes;
import io.peregrine.ffi.MappedMemory;
import io.peregrine.ffi.NativeException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The kernel's lists of threads and of open files, by iterator programs: events of the codes {@code ITER_TASK_E} to {@code
 * ITER_TASK_FILE_ANON_INODE_E}. The upper half of such an event's thread is its process.
 *
 * <p>Beyond the table's parameters an event of a regular file carries its device and one of a unix socket its other end, each as one more;
 * bit 31 of a task's flags says that the thread has descriptors of its own. Owned by one thread, but for {@link #counters}.
 */
public final class TaskIterators implements AutoCloseable {
    /** In the flags of an {@code ITER_TASK_E} event: the thread does not share the descriptors of its process. */
    public static final int OWN_FILES = 1 << 31;

    private final BpfObject object;
    private final BpfProgram tasks;
    private final BpfProgram files;
    private final EventClock clock;
    private final Arena arena = Arena.ofShared();
    private final Deque<MemorySegment> buffers = new ArrayDeque<>();
    private final IterationCounters counters = new IterationCounters();

    private TaskIterators(BpfObject object, EventClock clock) {
        this.object = object;
        this.clock = clock;
        tasks = object.programs().get("list_tasks");
        files = object.programs().get("list_files");
    }

    /**
     * Loads the programs.
     *
     * @param clock the clock of the probe whose events meet those of the lists
     * @param types the kernel's types
     * @throws SourceException in a sentence why there are none here: an old kernel, or a PID namespace of which the lists would be
     */
    public static TaskIterators open(EventClock clock, KnownTypes types) throws SourceException {
        Architecture machine = Preconditions.check();
        try {
            KernelTypes known = types.get();
            return ProgramFile.firstTaken(
                    ProgramFile.here(), file -> open(machine.objectFile("iterators", file), known, clock));
        } catch (NativeException | IOException e) {
            throw new SourceException(e.getMessage(), e);
        }
    }

    private static TaskIterators open(byte[] image, KernelTypes types, EventClock clock)
            throws NativeException, SourceException {
        return BpfObject.explained(() -> load(BpfObject.open(image, types), clock));
    }

    private static TaskIterators load(BpfObject object, EventClock clock) throws NativeException, SourceException {
        try {
            prepareAndLoad(object, clock);
            TaskIterators iterators = new TaskIterators(object, clock);
            iterators.checkNamespace();
            return iterators;
        } catch (NativeException | SourceException | RuntimeException e) {
            object.close();
            throw e;
        }
    }

    private static void prepareAndLoad(BpfObject object, EventClock clock) throws NativeException {
        int processors = io.peregrine.ffi.SystemCalls.configuredProcessors();
        object.map("cpus").setMaxEntries(processors);
        for (String unused : new String[] {"rings", "calls", "counters"}) {
            object.map(unused).setAutocreate(false);
        }
        object.load();
        try (MappedMemory settings = object.map(".data.settings").values(MappedMemory.Access.WRITE)) {
            SettingsLayout.epoch(settings.memory(), clock.base());
        }
    }

    /** The lists are those of the namespace of who iterates: they are the machine's when this process has in them the number that it knows. */
    private void checkNamespace() throws SourceException {
        long own = ProcessHandle.current().pid();
        EventView view = new EventView();
        try (EventSource self = thread(own)) {
            if (self.next(view) != EventSource.Outcome.EVENT || view.tid() != (own << 32 | own)) {
                throw new SourceException("this process is not in the machine's first PID namespace");
            }
        }
    }

    /** All threads. */
    public EventSource threads() throws SourceException {
        return iterate(tasks, Scope.ALL);
    }

    /** The threads of a process. */
    public EventSource threads(long pid) throws SourceException {
        return iterate(tasks, Scope.ofProcess(pid));
    }

    /** One thread. */
    public EventSource thread(long tid) throws SourceException {
        return iterate(tasks, Scope.ofThread(tid));
    }

    /** The open files of all processes, and of threads that have their own. */
    public EventSource files() throws SourceException {
        return iterate(files, Scope.ALL);
    }

    /** The open files of a process, and of its threads that have their own. */
    public EventSource files(long pid) throws SourceException {
        return iterate(files, Scope.ofProcess(pid));
    }

    private EventSource iterate(BpfProgram program, Scope scope) throws SourceException {
        try {
            BpfIterator iterator = program.iterate(scope);
            MemorySegment buffer =
                    Optional.ofNullable(buffers.poll()).orElseGet(() -> arena.allocate(BpfIterator.BUFFER_BYTES, 8));
            return new Iteration(iterator, this, buffer, buffers::push);
        } catch (NativeException e) {
            if (e.errno() == Errno.ESRCH) {
                return new Nothing();
            }
            throw new SourceException(e.getMessage(), e);
        }
    }

    /** What was listed and lost. */
    public IterationCounters counters() {
        return counters;
    }

    /** The time of events at a moment that the programs have noted. */
    long time(long noted) {
        return clock.at(noted);
    }

    @Override
    public void close() {
        object.close();
        arena.close();
    }

    /** The list of a task that is not there. */
    private static final class Nothing implements EventSource {
        @Override
        public Outcome next(EventView view) {
            return Outcome.END;
        }

        @Override
        public void close() {}
    }
}
