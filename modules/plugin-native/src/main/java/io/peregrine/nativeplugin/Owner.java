package io.peregrine.nativeplugin;

import io.peregrine.ffi.ProcessMemory;
import io.peregrine.plugin.AsyncSink;
import io.peregrine.plugin.PluginHost;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * An instance of a native plugin as the functions that it calls see it: who it is, what it is handed, and the text of the last failure of a
 * call of its own. The pointer {@code owner} of the interface is a number that stands for it.
 */
final class Owner {
    /**
     * Who an instance is.
     *
     * @param pointer the number that stands for it
     * @param name the plugin's name
     * @param old whether it was made for API 3.0, before tables had extended vtables
     */
    record Identity(long pointer, String name, boolean old) {}

    private final long pointer;
    private final String name;
    private final PluginCalls calls;
    private final LongSupplier state;
    private final HostFunctions functions;
    private final OwnerTables tables = new OwnerTables(this);
    private final HeldEntries entries = new HeldEntries();
    private final Arena arena = Arena.ofAuto();
    private final TextRoom texts = new TextRoom(arena);
    private final Map<String, Long> kept = new HashMap<>();
    private final boolean old;
    private volatile Optional<PluginHost> host = Optional.empty();
    private volatile MemorySegment lastError = MemorySegment.NULL;
    private volatile Optional<AsyncSink> asyncSink = Optional.empty();
    private volatile Optional<AsyncSink> dumpSink = Optional.empty();

    Owner(Identity identity, PluginCalls calls, LongSupplier state, HostFunctions functions) {
        this.pointer = identity.pointer();
        this.name = identity.name();
        this.old = identity.old();
        this.calls = calls;
        this.state = state;
        this.functions = functions;
    }

    long pointer() {
        return pointer;
    }

    String name() {
        return name;
    }

    PluginCalls calls() {
        return calls;
    }

    long state() {
        return state.getAsLong();
    }

    HostFunctions functions() {
        return functions;
    }

    boolean isOld() {
        return old;
    }

    HeldEntries entries() {
        return entries;
    }

    TextRoom texts() {
        return texts;
    }

    /** The address of a text that stays as long as the instance. */
    long keep(String text) {
        return kept.computeIfAbsent(text, wanted -> arena.allocateFrom(wanted).address());
    }

    /** What the plugin itself says of its last failure. */
    String ownText() {
        return calls.has(PluginSymbol.GET_LAST_ERROR)
                ? ProcessMemory.text(calls.call(PluginSymbol.GET_LAST_ERROR, state()), PluginCalls.LONGEST_TEXT)
                : "";
    }

    OwnerTables tables() {
        return tables;
    }

    void open(PluginHost given) {
        host = Optional.of(given);
    }

    Optional<PluginHost> host() {
        return host;
    }

    /** The text that the plugin may ask for until its next failing call; 0 when no call has failed yet. */
    long lastError() {
        return lastError.address();
    }

    /** The same as a text. */
    String lastErrorText() {
        return ProcessMemory.text(lastError.address(), PluginCalls.LONGEST_TEXT);
    }

    /** Where asynchronous events go; empty while the source is not open. */
    void sendTo(Optional<AsyncSink> sink) {
        asyncSink = sink;
    }

    Optional<AsyncSink> asyncSink() {
        return asyncSink;
    }

    /** Where events of the state go; empty while none is dumped. */
    void dumpTo(Optional<AsyncSink> sink) {
        dumpSink = sink;
    }

    Optional<AsyncSink> dumpSink() {
        return dumpSink;
    }

    /** A call of the plugin failed for this reason. */
    void fail(String reason) {
        lastError = Arena.ofAuto().allocateFrom(reason);
    }

    /** Forgets the last failure. */
    void clearError() {
        lastError = MemorySegment.NULL;
    }

    /** A call into the plugin has ended: what it held during the call is let go. */
    void callEnded() {
        entries.clear();
        texts.clear();
        tables.callEnded();
    }

    void close() {
        tables.leave();
        host = Optional.empty();
        functions.unregister(this);
    }
}
