package io.peregrine.container;

import io.peregrine.container.cgroup.CachedIdentity;
import io.peregrine.container.cgroup.ContainerIdentity;
import io.peregrine.container.cgroup.Namespaces;
import io.peregrine.container.engine.Lookups;
import io.peregrine.container.field.ContainerFields;
import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.fields.FieldClass;
import io.peregrine.pipeline.EventParser;
import io.peregrine.state.StateTables;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The plugin {@code container}, which is always there: fields, a parser and asynchronous events. One for a run; fields and parser are used by the thread of the source.
 */
public final class ContainerPlugin implements AutoCloseable {
    /** The name by which configurations and rules ask for it. */
    public static final String NAME = "container";

    /** The version of Falco's plugin that it stands for. */
    public static final String VERSION = "0.7.1";

    /** Its asynchronous events. */
    public static final Set<String> EVENTS = Set.of("container", "container_removed");

    private static final long COUNT_NANOS = 1_000_000_000L;

    private final ContainerOptions options;
    private final Namespaces namespaces = new Namespaces();
    private final Relay addresses = new Relay();
    private final ContainerTable table = new ContainerTable(addresses);
    private final ContainerParser parser;
    private Optional<LiveContainers> live = Optional.empty();
    private long nextCount = System.nanoTime();
    private volatile ContainerCounters counters = ContainerCounters.NONE;

    /** Passes addresses on to the tables once there are any. */
    private static final class Relay implements ContainerTable.Addresses {
        private ContainerTable.Addresses to = NONE;

        @Override
        public void set(ByteString id, ByteString address) {
            to.set(id, address);
        }
    }

    /** A plugin with these options, which knows no container yet. */
    public ContainerPlugin(ContainerOptions options) {
        this.options = options;
        this.parser = new ContainerParser(identity(), table);
        options.fixed().ifPresent(table::put);
    }

    private ContainerIdentity identity() {
        if (options.fixed().isPresent()) {
            return CachedIdentity.fixed(options.fixed().get().id());
        }
        return options.compatibility().isExact()
                ? CachedIdentity.exact(options.engines())
                : CachedIdentity.right(options.engines(), namespaces);
    }

    /** Its fields. Of an event whose tables another one is attached to they say what that one knows, so that rules may be shared. */
    public FieldClass fields() {
        return ContainerFields.all(new AttachedSubject(parser), options.compatibility());
    }

    /** What looks at events before the rules do. */
    public EventParser parser() {
        return parser;
    }

    /** From now on the threads of these tables have their containers; before the tables are filled. */
    public void attach(StateTables tables) {
        addresses.to = tables.containerAddresses()::set;
        parser.attach(tables);
    }

    /** Begins to ask the runtimes. Called by the thread of the source before events pass; not for a replay. */
    public void startLive(LiveSurroundings with, StateTables tables) {
        LiveContainers containers =
                new LiveContainers(options.live(), options.compatibility(), parser, namespaces, with);
        live = Optional.of(containers);
        parser.watchBy(containers);
        tables.threads().forEach(parser::place);
    }

    /** What is to be done now and then by the thread of the source. */
    public void look(StateTables tables) {
        live.ifPresent(containers -> containers.look(tables));
        long now = System.nanoTime();
        if (now - nextCount >= 0) {
            nextCount = now + COUNT_NANOS;
            count();
        }
    }

    private void count() {
        Optional<Lookups.Counters> lookups = live.map(LiveContainers::counters);
        counters = new ContainerCounters(
                table.size(),
                parser.events().missingImages(),
                lookups.map(counted -> counted.asked().sum()).orElse(0L),
                lookups.map(counted -> counted.found().sum()).orElse(0L),
                lookups.map(counted -> counted.unknown().sum()).orElse(0L),
                lookups.map(counted -> counted.failed().sum()).orElse(0L),
                table.refused() + live.map(LiveContainers::refusedEvents).orElse(0L),
                table.cut() + live.map(LiveContainers::cut).orElse(0L),
                parser.events().unreadable());
    }

    /** Whether every runtime that is there has told which containers it has; for any thread. */
    public boolean isSettled() {
        return live.map(LiveContainers::isSettled).orElse(true);
    }

    /** What was counted until {@link #look} was last called; for any thread. */
    public ContainerCounters counters() {
        return counters;
    }

    /**
     * Hands over an event for each container that is known, from which a reader of a capture learns of it. Called by the thread of the source.
     *
     * @param time that of the events, in nanoseconds since the epoch
     * @param since the time at which the capture begins, so that it may hold events of containers that have gone after that
     * @param sink takes the events, each valid during its call
     */
    public void dump(long time, long since, Consumer<EventView> sink) {
        EventMaker events = new EventMaker();
        Consumer<Container> tell = container -> sink.accept(events.added(container, time));
        table.forEachGoneSince(since, tell);
        table.forEach(tell);
    }

    /** Ends the look-ups. */
    @Override
    public void close() {
        live.ifPresent(LiveContainers::close);
    }
}
