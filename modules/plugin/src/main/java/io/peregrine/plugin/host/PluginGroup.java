package io.peregrine.plugin.host;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import io.peregrine.fields.FieldClass;
import io.peregrine.pipeline.EventParser;
import io.peregrine.pipeline.InjectionQueue;
import io.peregrine.plugin.AsyncEvents;
import io.peregrine.plugin.CaptureListening;
import io.peregrine.plugin.EventParsing;
import io.peregrine.plugin.EventSourcing;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginLogLevel;
import io.peregrine.state.StateTables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The instances that serve one stream of events with one set of tables: those of an event source, or in a replay all there are. Started on the thread
 * that starts the engine; what it hands out belongs to the thread of the source.
 */
public final class PluginGroup implements AutoCloseable {
    private final SourceName source;
    private final SourceIds ids;
    private final StateTables tables;
    private final PluginLog log;
    private final List<PluginInstance> instances = new ArrayList<>();
    private final List<EventParser> parsers = new ArrayList<>();
    private volatile Optional<StreamThread> thread = Optional.empty();
    private Optional<InjectionQueue> injections = Optional.empty();
    private boolean opened;
    private boolean begun;
    private boolean closed;

    /**
     * A group without instances.
     *
     * @param source the source of the stream
     * @param known the sources that its events can belong to
     * @param tables the tables of the stream
     * @param log where plugins log
     */
    public PluginGroup(SourceName source, List<SourceName> known, StateTables tables, PluginLog log) {
        this.source = source;
        this.ids = new SourceIds(known);
        this.tables = tables;
        this.log = log;
    }

    private PluginGroup(PluginGroup other) {
        this.source = other.source;
        this.ids = other.ids;
        this.tables = other.tables;
        this.log = other.log;
        this.thread = other.thread;
    }

    /**
     * Starts an instance of a plugin in the group.
     *
     * @throws PluginException when it cannot be started
     */
    public PluginInstance start(RegisteredPlugin plugin) throws PluginException {
        PluginInstance instance =
                PluginInstance.start(plugin, new InstanceHost.Surroundings(tables, log, () -> thread));
        add(instance);
        return instance;
    }

    private void add(PluginInstance instance) {
        instances.add(instance);
        instance.plugin()
                .as(EventParsing.class)
                .ifPresent(parsing -> parsers.add(new InstanceParser(instance, parsing, ids)));
    }

    /** The thread that runs the stream from now on; what an instance does with entries while it starts is done there. */
    public void runsIn(StreamThread stream) {
        thread = Optional.of(stream);
    }

    /**
     * A group for the same stream with other plugins, for a reload: instances of plugins that stay are taken over, others are started beside the
     * stream.
     *
     * @param plugins those that serve the stream, in order
     * @throws PluginException when one cannot be started; those that were started before it have ended then
     */
    public GroupExchange exchange(List<RegisteredPlugin> plugins) throws PluginException {
        if (instances.stream().map(PluginInstance::registered).toList().equals(plugins)) {
            return new GroupExchange(this, this);
        }
        PluginGroup after = new PluginGroup(this);
        Set<String> exchanged = new HashSet<>();
        instances.stream()
                .filter(instance -> !plugins.contains(instance.registered()))
                .forEach(instance -> exchanged.add(instance.registered().name()));
        try {
            for (RegisteredPlugin plugin : plugins) {
                Optional<PluginInstance> same = instances.stream()
                        .filter(instance -> instance.registered().equals(plugin))
                        .filter(instance ->
                                Collections.disjoint(instance.plugin().usesTablesOf(), exchanged))
                        .findFirst();
                if (same.isPresent()) {
                    after.add(same.get());
                } else {
                    exchanged.add(plugin.name());
                    after.start(plugin);
                }
            }
        } catch (PluginException | RuntimeException e) {
            new GroupExchange(this, after).discard();
            throw e;
        }
        return new GroupExchange(this, after);
    }

    /** The source of the stream. */
    public SourceName source() {
        return source;
    }

    /** The tables of the stream. */
    public StateTables tables() {
        return tables;
    }

    /** The instances in order. */
    public List<PluginInstance> instances() {
        return List.copyOf(instances);
    }

    /** The fields of an instance; empty when it has none. */
    public Optional<FieldClass> fields(PluginInstance instance) {
        return PluginFieldClass.of(instance, ids);
    }

    /** What sees the events before the rules. */
    public List<EventParser> parsers() {
        return List.copyOf(parsers);
    }

    /** The instance that brings the source's own events: the first in order. */
    public Optional<PluginInstance> bringing() {
        return instances.stream()
                .filter(instance -> instance.registered()
                        .source()
                        .filter(own -> own.name().equals(source.name()))
                        .isPresent())
                .findFirst();
    }

    /** The instance whose plugin brings the events with an id. */
    Optional<PluginInstance> sourcing(long id) {
        return instances.stream()
                .filter(instance -> instance.registered()
                        .source()
                        .filter(own -> own.id() == id)
                        .isPresent())
                .findFirst();
    }

    /** What is said of the plugins' events in {@code evt.pluginname} and {@code evt.plugininfo}. */
    public PluginEventLines eventLines() {
        return new PluginEventLines(this, ids);
    }

    /**
     * Opens the stream of the instance that brings the source's events: the first in order whose entry has a plugin's own name.
     *
     * @throws SourceException in a sentence, when it cannot be had
     */
    public EventSource openSource(PluginInstance instance) throws SourceException {
        EventSourcing sourcing = instance.plugin().as(EventSourcing.class).orElseThrow();
        try {
            return sourcing.open(instance.registered().spec().openParameters());
        } catch (PluginException e) {
            throw new SourceException(e.getMessage(), e);
        }
    }

    /**
     * Whether the instances understand the events of the kernel that they will be handed.
     *
     * @param schema the version of the schema of these events
     * @throws SourceException with what is wrong with the first that does not
     */
    public void checkEventSchema(String schema) throws SourceException {
        EventSchemaCheck check =
                new EventSchemaCheck(SemanticVersion.parse(schema).orElseThrow());
        for (PluginInstance instance : instances) {
            Optional<String> fault = check.fault(instance);
            if (fault.isPresent()) {
                throw new SourceException(fault.get());
            }
        }
    }

    /** The stream is about to be opened: {@link #end} tells the instances of its end from now on, whatever becomes of it. */
    public void opening() {
        opened = true;
    }

    /**
     * The stream is open: asynchronous events may come, and who listens is told.
     *
     * @param injections where asynchronous events go; empty in a replay, which takes none
     * @throws PluginException when a plugin fails to begin
     */
    public void begin(Optional<InjectionQueue> injections) throws PluginException {
        this.injections = injections;
        begun = true;
        begin(instances);
    }

    /** As far as the stream has come with another group: these begin. */
    void beginLike(PluginGroup other, List<PluginInstance> some) throws PluginException {
        injections = other.injections;
        opened = other.opened;
        begun = other.begun;
        begin(some);
    }

    /** These begin, where the stream has. */
    void begin(List<PluginInstance> some) throws PluginException {
        if (!begun) {
            return;
        }
        if (injections.isPresent()) {
            for (PluginInstance instance : some) {
                Optional<AsyncEvents> async = instance.plugin().as(AsyncEvents.class);
                if (async.isPresent()) {
                    begin(instance, async.get(), injections.get());
                }
            }
        }
        for (PluginInstance instance : some) {
            Optional<CaptureListening> listening = instance.plugin().as(CaptureListening.class);
            if (listening.isPresent()) {
                try {
                    listening.get().captureOpened();
                } catch (PluginException e) {
                    throw failed("capture_open error for plugin", instance, e);
                }
            }
        }
    }

    private void begin(PluginInstance instance, AsyncEvents async, InjectionQueue injections) throws PluginException {
        InstanceSink sink = new InstanceSink(new AsyncCheck(instance, source), injections, log);
        try {
            async.beginAsync(sink);
            sink.opened();
        } catch (PluginException e) {
            throw failed("can't set async event handler for plugin", instance, e);
        }
    }

    /**
     * A capture begins: the instances bring, in order, the events from which a replay rebuilds what they know. Called by the thread of the source.
     *
     * @throws PluginException when one fails
     */
    public void dump(Consumer<EventView> sink) throws PluginException {
        for (PluginInstance instance : instances) {
            Optional<AsyncEvents> async = instance.plugin().as(AsyncEvents.class);
            if (async.isPresent()) {
                try {
                    async.get().dumpState(new DumpSink(new AsyncCheck(instance, source), sink));
                } catch (PluginException e) {
                    throw failed("dump error for plugin", instance, e);
                }
            }
        }
    }

    private static PluginException failed(String what, PluginInstance instance, PluginException e) {
        return new PluginException(
                what + " '" + instance.registered().name() + "' : " + e.getMessage(), PluginException.Fault.ANSWERED);
    }

    /**
     * The stream has ended: its tables are emptied, no asynchronous events come any more, and who listens is told. A failure is logged and
     * hinders nothing.
     *
     * @param live whether asynchronous events could come
     */
    public void end(boolean live) {
        if (!opened) {
            return;
        }
        tables.clear();
        end(instances, live);
        opened = false;
    }

    /** These are told of the end, where the stream is open. */
    void end(List<PluginInstance> some) {
        if (opened) {
            end(some, injections.isPresent());
        }
    }

    private void end(List<PluginInstance> some, boolean live) {
        if (live) {
            for (PluginInstance instance : some) {
                instance.plugin().as(AsyncEvents.class).ifPresent(async -> {
                    try {
                        async.endAsync();
                    } catch (PluginException e) {
                        log.log(
                                PluginLogLevel.ERROR,
                                failed("can't reset async event handler for plugin", instance, e)
                                        .getMessage());
                    }
                });
            }
        }
        for (PluginInstance instance : some) {
            instance.plugin().as(CaptureListening.class).ifPresent(listening -> {
                try {
                    listening.captureClosed();
                } catch (PluginException e) {
                    log.log(
                            PluginLogLevel.ERROR,
                            failed("capture_close error for plugin", instance, e)
                                    .getMessage());
                }
            });
        }
    }

    /** Ends the instances. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            instances.forEach(PluginInstance::close);
        }
    }
}
