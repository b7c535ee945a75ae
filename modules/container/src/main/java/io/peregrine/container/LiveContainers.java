package io.peregrine.container;

import io.peregrine.container.cgroup.Namespaces;
import io.peregrine.container.engine.Lookups;
import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import io.peregrine.event.Compatibility;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateTables;
import io.peregrine.state.ThreadEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks containers up as they are seen, sends what comes out as container events, and forgets them once their last thread has gone. Owned by the thread of the source; what runtimes say
 * arrives on others.
 */
final class LiveContainers implements ContainerWatch, AutoCloseable {
    private static final long LOOK_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long EMPTY_NANOS = Duration.ofSeconds(30).toNanos();

    private final Lookups lookups;
    private final EventSender sender;
    private final ContainerTable table;
    private final long waitNanos;
    private final boolean exact;
    /** The containers that had threads, and since when they have none; 0 while they have. */
    private final Map<ByteString, Long> emptySince = new HashMap<>();
    /** The containers whose announcement was sent because their threads came before the rest. */
    private final Set<ByteString> introduced = new HashSet<>();
    /** Containers that have gone, of which the event that says so is on its way, if one comes: what begins anew must be asked for again. */
    private final Set<ByteString> leaving = new HashSet<>();

    private long nextLook = System.nanoTime() + LOOK_NANOS;

    LiveContainers(
            LiveOptions options,
            Compatibility compatibility,
            ContainerParser parser,
            Namespaces namespaces,
            LiveSurroundings with) {
        this.table = parser.table();
        this.waitNanos = options.patience().toNanos();
        this.exact = compatibility.isExact();
        this.sender = new EventSender(with.events(), parser.events().sent());
        this.lookups = new Lookups(options.sockets(), options.search(), new Lookups.News() {
            @Override
            public void added(Container container) {
                sender.added(container);
                with.wake().run();
            }

            @Override
            public void removed(Container container) {
                sender.removed(container);
            }

            @Override
            public void late(Container container) {
                table.noteLate(container, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
                with.wake().run();
            }

            @Override
            public void unknown(ByteString id) {
                with.wake().run();
            }

            @Override
            public void namespaces(Set<String> names) {
                namespaces.tell(names);
            }

            @Override
            public void say(boolean warning, String sentence) {
                (warning ? with.warning() : with.info()).accept(sentence);
            }
        });
        lookups.start();
    }

    @Override
    public void seen(ByteString id, Container known) {
        emptySince.put(id, 0L);
        if (!known.isNone() && !known.settings().isPartial() && !leaving.contains(id)) {
            return;
        }
        if (known.isNone() && !exact) {
            introduce(id);
        }
        if (sender.takeUnsent(id)) {
            lookups.find(id)
                    .filter(container -> !container.settings().isPartial())
                    .ifPresent(sender::added);
        } else if (!lookups.knows(id)) {
            lookups.ask(id);
        }
    }

    /** Its first threads are there, and no more is known of it than its announcement: conditions can have that. */
    private void introduce(ByteString id) {
        Optional<Container> announced = lookups.find(id).filter(container -> !container.isDescribed());
        if (announced.isPresent() && introduced.add(id)) {
            sender.added(announced.get());
        }
    }

    @Override
    public void exited(EventContext context, ByteString id) {
        ThreadEntry thread = context.thread();
        boolean init = thread.identity().vpid() == 1 && thread.identity().vtid() == 1;
        if (init && (exact || !hasOthers(context.tables(), id, thread))) {
            forget(id);
        }
    }

    @Override
    public void removed(EventContext context, ByteString id) {
        leaving.remove(id);
        forgetAccounts(context.tables(), id);
    }

    /** Its last event has passed the rules, which may have named its users. */
    private void forgetAccounts(StateTables tables, ByteString id) {
        if (!emptySince.containsKey(id)) {
            tables.forgetAccounts(id);
        }
    }

    private static boolean hasOthers(StateTables tables, ByteString id, ThreadEntry except) {
        boolean[] found = {false};
        tables.threads()
                .forEach(thread -> found[0] |= thread != except
                        && !thread.isDead()
                        && thread.pid() != except.pid()
                        && StateTables.containerOf(thread).equals(id));
        return found[0];
    }

    private void forget(ByteString id) {
        emptySince.remove(id);
        introduced.remove(id);
        leaving.add(id);
        lookups.forget(id, table.find(id));
    }

    @Override
    public Optional<AwaitedContainer> awaited(ByteString id) {
        boolean mayCome =
                waitNanos > 0 && (lookups.isPending(id) || lookups.find(id).isPresent());
        return mayCome
                ? Optional.of(
                        new AwaitedContainer(id, System.nanoTime() + waitNanos, lookups::find, lookups::isPending))
                : Optional.empty();
    }

    /** Looks now and then for containers whose threads have all gone without the end of a first process. */
    void look(StateTables tables) {
        long now = System.nanoTime();
        if (now - nextLook < 0) {
            return;
        }
        nextLook = now + LOOK_NANOS;
        leaving.forEach(id -> forgetAccounts(tables, id)); // of these no event came
        leaving.clear();
        Set<ByteString> alive = new HashSet<>();
        tables.threads().forEach(thread -> {
            if (!thread.isDead()) {
                alive.add(StateTables.containerOf(thread));
            }
        });
        for (ByteString id : Set.copyOf(emptySince.keySet())) {
            if (alive.contains(id)) {
                emptySince.put(id, 0L);
            } else if (emptySince.get(id) == 0) {
                emptySince.put(id, now);
            } else if (now - emptySince.get(id) > EMPTY_NANOS) {
                forget(id);
            }
        }
    }

    /** Whether every runtime has told what it has, or cannot now. */
    boolean isSettled() {
        return lookups.isSettled() && sender.isIdle();
    }

    /** The look-ups' figures. */
    Lookups.Counters counters() {
        return lookups.counters();
    }

    /** How many containers the look-ups keep without labels and mounts. */
    long cut() {
        return lookups.cut();
    }

    /** How many container events found no room among those of the source. */
    long refusedEvents() {
        return sender.refused();
    }

    @Override
    public void close() {
        lookups.close();
        sender.close();
    }
}
