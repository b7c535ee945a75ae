package io.peregrine.container;

import io.peregrine.container.cgroup.ContainerIdentity;
import io.peregrine.container.cgroup.Engines;
import io.peregrine.container.cgroup.Match;
import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerType;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.pipeline.EventParser;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateTables;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadSlots;
import io.peregrine.state.handler.ContainerMoves;
import java.util.BitSet;
import java.util.Optional;

/**
 * Keeps the container of each thread and what is known of containers: threads get their id when they enter the table and with each event by which they can have
 * come into another container. Owned by the thread of the source.
 */
public final class ContainerParser implements EventParser, Subject {
    private final ContainerIdentity identity;
    private final ContainerTable table;
    private ContainerWatch watch = ContainerWatch.NONE;
    private final ContainerEvents events = new ContainerEvents();

    /**
     * A parser.
     *
     * @param identity tells the container of a thread
     * @param table what is known of containers
     */
    public ContainerParser(ContainerIdentity identity, ContainerTable table) {
        this.identity = identity;
        this.table = table;
    }

    /** From now on another is told which containers are seen; nobody is in a replay. */
    void watchBy(ContainerWatch other) {
        watch = other;
    }

    /** From now on each thread that enters these tables gets its container at once. */
    public void attach(StateTables tables) {
        if (!tables.threads().slots().hasContainer()) {
            tables.threads().slots().addContainer();
        }
        tables.companions().put(ContainerParser.class, this);
        tables.whenThreadEnters(this::place);
    }

    /** Gives a thread its container. */
    void place(ThreadEntry thread) {
        Match match = identity.of(thread.cgroups());
        ByteString id = match.id();
        if (!id.equals(StateTables.containerOf(thread))) {
            thread.setSlot(ThreadSlots.CONTAINER_ID, id);
        }
        if (!id.isEmpty()) {
            learn(match);
            watch.seen(id, table.find(id));
        }
    }

    /** Of the engines that nobody can be asked about a match says all there is to know. */
    private void learn(Match match) {
        ContainerType type =
                match.engine().map(ContainerParser::typeWithoutRuntime).orElse(ContainerType.UNKNOWN);
        if (type != ContainerType.UNKNOWN && table.find(match.id()).type() != type) {
            table.put(Container.minimal(type, match.id(), ByteString.EMPTY));
        }
    }

    private static ContainerType typeWithoutRuntime(Engines.Engine engine) {
        return switch (engine) {
            case LXC -> ContainerType.LXC;
            case LIBVIRT_LXC -> ContainerType.LIBVIRT_LXC;
            case BPM -> ContainerType.BPM;
            case PODMAN, DOCKER, CRI, CONTAINERD -> ContainerType.UNKNOWN;
        };
    }

    @Override
    public BitSet codes() {
        BitSet codes = ContainerMoves.codes();
        codes.set(EventCodes.ASYNCEVENT_E);
        codes.set(EventCodes.CONTAINER_JSON_2_E);
        return codes;
    }

    @Override
    public void parse(EventContext context) {
        EventView event = context.event();
        if (ContainerEvents.isOne(event.code())) {
            Container gone = events.apply(event, table);
            if (!gone.isNone()) {
                watch.removed(context, gone.id());
            }
            return;
        }
        ThreadEntry thread = context.thread();
        if (thread.isNone()) {
            return;
        }
        if (event.code() == EventCodes.PROCEXIT_1_E) {
            ByteString id = StateTables.containerOf(thread);
            if (!id.isEmpty()) {
                watch.exited(context, id);
            }
        } else if (event.signed(0) >= 0) {
            place(thread);
        }
    }

    @Override
    public Container container(EventContext context) {
        if (ContainerEvents.isOne(context.event().code())) {
            return events.of(context.event());
        }
        return context.thread().isNone() ? Container.NONE : table.find(StateTables.containerOf(context.thread()));
    }

    @Override
    public ByteString id(EventContext context) {
        if (ContainerEvents.isOne(context.event().code())) {
            return events.of(context.event()).id();
        }
        if (context.thread().isNone()) {
            return ByteString.EMPTY;
        }
        ByteString id = StateTables.containerOf(context.thread());
        return id.isEmpty() ? Container.HOST.id() : id;
    }

    @Override
    public boolean isUntold(EventContext context) {
        return watch != ContainerWatch.NONE
                && !context.thread().isNone()
                && !table.find(StateTables.containerOf(context.thread())).isDescribed();
    }

    @Override
    public Optional<AwaitedContainer> awaited(EventContext context) {
        return isUntold(context) ? watch.awaited(StateTables.containerOf(context.thread())) : Optional.empty();
    }

    @Override
    public Container find(EventContext context, ByteString id) {
        return table.find(id);
    }

    /** What is known of containers. */
    ContainerTable table() {
        return table;
    }

    /** The container events that were seen. */
    ContainerEvents events() {
        return events;
    }
}
