package io.peregrine.nativeplugin;

import io.peregrine.ffi.ProcessMemory;
import io.peregrine.ffi.Upcall;
import io.peregrine.plugin.PluginLogLevel;
import io.peregrine.state.StateTables;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The functions that native plugins call, made once for the process: plugins keep their addresses. Each finds the instance by its owner pointer.
 * Threads: any; what belongs to the thread of a source is reached only through calls that the interface allows there.
 */
public final class HostFunctions {
    private static final int LONGEST_LOG_LINE = 1 << 16;
    private static final long POINTER_STEP = 16;
    private static final int FAILURE = 1;

    private final CallNote notes;
    private final ConcurrentMap<Long, Owner> owners = new ConcurrentHashMap<>();
    private final Map<StateTables, SourceTables> shared = new WeakHashMap<>();
    private final AtomicLong nextPointer = new AtomicLong(POINTER_STEP);
    private final MemorySegment lastError;
    private final MemorySegment log;
    private final MemorySegment async;
    private final MemorySegment dump;
    private final long routines;
    private final TableFunctions tables;

    /** The functions of a process, whose running calls are noted. */
    public HostFunctions(CallNote notes) {
        this.notes = notes;
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        lastError = Upcall.of(lookup, this, "ownerError", 1, 0);
        log = Upcall.of(lookup, this, "log", 4, 0);
        async = Upcall.of(lookup, this, "async", 3, FAILURE);
        dump = Upcall.of(lookup, this, "dump", 3, FAILURE);
        MemorySegment vtable = Arena.global().allocate(16, 8);
        ProcessMemory.putLong(
                vtable.address(), Upcall.of(lookup, this, "subscribe", 3, 0).address());
        ProcessMemory.putLong(
                vtable.address() + 8,
                Upcall.of(lookup, this, "unsubscribe", 2, FAILURE).address());
        routines = vtable.address();
        tables = new TableFunctions(this);
    }

    CallNote notes() {
        return notes;
    }

    /** Begins to look for calls that do not return; each is told once. */
    public CallWatch watchCalls(Consumer<String> log) {
        return CallWatch.start(notes, log);
    }

    Owner register(String name, boolean old, PluginCalls calls, LongSupplier state) {
        Owner owner = new Owner(new Owner.Identity(nextPointer.getAndAdd(POINTER_STEP), name, old), calls, state, this);
        owners.put(owner.pointer(), owner);
        return owner;
    }

    void unregister(Owner owner) {
        owners.remove(owner.pointer());
    }

    Optional<Owner> owner(long pointer) {
        return Optional.ofNullable(owners.get(pointer));
    }

    long lastErrorFunction() {
        return lastError.address();
    }

    long logFunction() {
        return log.address();
    }

    long asyncFunction() {
        return async.address();
    }

    long dumpFunction() {
        return dump.address();
    }

    /** The address of the vtable of routines. */
    long routines() {
        return routines;
    }

    /** What the plugins of a stream share of its tables. */
    SourceTables tablesOf(StateTables tables) {
        synchronized (shared) {
            return shared.computeIfAbsent(tables, any -> new SourceTables());
        }
    }

    TableFunctions tables() {
        return tables;
    }

    /** {@code get_owner_last_error(owner)}. */
    long ownerError(long pointer) {
        return owner(pointer).map(Owner::lastError).orElse(0L);
    }

    /** {@code log_fn(owner, component, message, severity)}. */
    long log(long pointer, long component, long message, long severity) {
        owner(pointer)
                .ifPresent(owner -> owner.host().ifPresent(host -> {
                    PluginLogLevel[] levels = PluginLogLevel.values();
                    int at = Math.clamp((severity & 0xffffffffL) - 1, 0, levels.length - 1);
                    String text = ProcessMemory.text(message, LONGEST_LOG_LINE);
                    if (component == 0) {
                        host.log(levels[at], text);
                    } else {
                        host.log(levels[at], ProcessMemory.text(component, LONGEST_LOG_LINE), text);
                    }
                }));
        return 0;
    }

    /** {@code async_handler(owner, event, err)} between the opening and the end of a source. */
    long async(long pointer, long event, long error) {
        Optional<Owner> owner = owner(pointer);
        return owner.isPresent() ? AsyncInput.send(owner.get(), owner.get().asyncSink(), event, error) : FAILURE;
    }

    /** {@code async_handler(owner, event, err)} while a state is dumped. */
    long dump(long pointer, long event, long error) {
        Optional<Owner> owner = owner(pointer);
        return owner.isPresent() ? AsyncInput.send(owner.get(), owner.get().dumpSink(), event, error) : FAILURE;
    }

    /** {@code subscribe(owner, function, state)}: there are no routines, as in the Falco that is shipped. */
    long subscribe(long pointer, long function, long state) {
        return 0;
    }

    /** {@code unsubscribe(owner, routine)}. */
    long unsubscribe(long pointer, long routine) {
        return FAILURE;
    }
}
