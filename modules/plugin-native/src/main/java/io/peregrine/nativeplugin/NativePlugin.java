package io.peregrine.nativeplugin;

import static io.peregrine.nativeplugin.PluginSymbol.DESTROY;
import static io.peregrine.nativeplugin.PluginSymbol.GET_INIT_SCHEMA;
import static io.peregrine.nativeplugin.PluginSymbol.GET_LAST_ERROR;
import static io.peregrine.nativeplugin.PluginSymbol.GET_METRICS;
import static io.peregrine.nativeplugin.PluginSymbol.GET_REQUIRED_EVENT_SCHEMA_VERSION;
import static io.peregrine.nativeplugin.PluginSymbol.INIT;

import io.peregrine.ffi.ProcessMemory;
import io.peregrine.plugin.Plugin;
import io.peregrine.plugin.PluginCapability;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginHost;
import io.peregrine.plugin.PluginIdentity;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** An instance of a native plugin: the state that its init gave, and its capabilities around it. */
final class NativePlugin implements Plugin {
    private static final int SUCCESS = 0;
    private static final int FAILURE = 1;
    private static final int JSON_SCHEMA = 1;
    /** What a plugin that says nothing was made for. */
    private static final String FIRST_EVENT_SCHEMA = "3.0.0";

    private final NativeDeclaration declaration;
    private final PluginCalls calls;
    private final HostFunctions host;
    private final Owner owner;
    private final Arena arena = Arena.ofShared();
    private final List<PluginCapability> capabilities = new ArrayList<>();
    private Optional<PluginCalls> besides = Optional.empty();
    private long state;
    private boolean closed;

    NativePlugin(PluginSymbols symbols, NativeDeclaration declaration, HostFunctions host) {
        this.declaration = declaration;
        this.calls = new PluginCalls(
                symbols, host.notes().line(declaration.identity().name()));
        this.host = host;
        this.owner =
                host.register(declaration.identity().name(), declaration.api().minor() == 0, calls, this::state);
        declaration.source().ifPresent(source -> capabilities.add(new NativeSourcing(this, source)));
        if (!declaration.fields().isEmpty()) {
            capabilities.add(new NativeExtraction(this));
        }
        if (declaration.parses()) {
            capabilities.add(new NativeParsing(this));
        }
        declaration.asyncEvents().ifPresent(names -> capabilities.add(new NativeAsync(this, names)));
        if (declaration.listens()) {
            capabilities.add(new NativeListening(this));
        }
        if (calls.has(GET_METRICS)) {
            capabilities.add(new NativeMetrics(this));
        }
    }

    NativeDeclaration declaration() {
        return declaration;
    }

    PluginCalls calls() {
        return calls;
    }

    /** The calls that other threads make beside that of the source, {@link #whileOpen}: noted apart from its own. */
    PluginCalls callsBesides() {
        if (besides.isEmpty()) {
            besides = Optional.of(calls.notedBy(host.notes().line(identity().name())));
        }
        return besides.get();
    }

    Owner owner() {
        return owner;
    }

    Arena arena() {
        return arena;
    }

    /** What its init gave; 0 is allowed. */
    long state() {
        return state;
    }

    /** What the plugin says of its last failure. */
    String lastError() {
        return calls.has(GET_LAST_ERROR)
                ? ProcessMemory.text(calls.call(GET_LAST_ERROR, state), PluginCalls.LONGEST_TEXT)
                : "";
    }

    @Override
    public PluginIdentity identity() {
        return declaration.identity();
    }

    @Override
    public <C extends PluginCapability> Optional<C> as(Class<C> capability) {
        return capabilities.stream()
                .filter(capability::isInstance)
                .map(capability::cast)
                .findFirst();
    }

    @Override
    public Optional<String> configSchema() throws PluginException {
        if (!calls.has(GET_INIT_SCHEMA)) {
            return Optional.empty();
        }
        try (Arena room = Arena.ofConfined()) {
            long type = room.allocate(8, 8).address();
            String text = ProcessMemory.text(calls.call(GET_INIT_SCHEMA, type), PluginCalls.LONGEST_TEXT);
            int kind = ProcessMemory.getInt(type);
            if (text.isEmpty() || kind == 0) {
                return Optional.empty();
            }
            if (kind != JSON_SCHEMA) {
                throw new PluginException(
                        "error in plugin " + identity().name() + ": get_init_schema returned an unknown schema type "
                                + Integer.toUnsignedString(kind),
                        PluginException.Fault.BREACH);
            }
            return Optional.of(text);
        }
    }

    @Override
    public void start(PluginHost host) throws PluginException {
        boolean tables = declaration.parses() || !declaration.fields().isEmpty();
        owner.open(host);
        try (Arena room = Arena.ofConfined()) {
            long input = InitInput.write(room, host.configuration(), owner, tables);
            long code = room.allocate(8, 8).address();
            ProcessMemory.putInt(code, FAILURE);
            state = calls.call(INIT, input, code);
            owner.callEnded();
            owner.tables().started();
            if (ProcessMemory.getInt(code) != SUCCESS) {
                throw new PluginException(
                        state == 0 ? "plugin handle or 'get_last_error' function not defined" : lastError());
            }
        }
    }

    @Override
    public Optional<String> requiredEventSchema() {
        long text =
                calls.has(GET_REQUIRED_EVENT_SCHEMA_VERSION) ? calls.call(GET_REQUIRED_EVENT_SCHEMA_VERSION, state) : 0;
        return Optional.of(text == 0 ? FIRST_EVENT_SCHEMA : ProcessMemory.text(text, PluginCalls.LONGEST_TEXT));
    }

    @Override
    public Set<String> usesTablesOf() {
        return owner.tables().lenders();
    }

    /** Does something that another thread asks for, unless the instance has ended. */
    synchronized <T> Optional<T> whileOpen(Supplier<T> action) {
        return closed ? Optional.empty() : Optional.of(action.get());
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            owner.tables().withdraw();
            if (state != 0) {
                calls.call(DESTROY, state);
                state = 0;
            }
            owner.close();
            arena.close();
            calls.end();
            besides.ifPresent(PluginCalls::end);
        }
    }
}
