package io.peregrine.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.container.cgroup.Engines;
import io.peregrine.container.engine.ImageNames;
import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerJsonWriter;
import io.peregrine.event.ByteString;
import io.peregrine.event.Compatibility;
import io.peregrine.event.EventView;
import io.peregrine.pipeline.InjectionQueue;
import io.peregrine.state.Accounts;
import io.peregrine.state.EventContext;
import io.peregrine.state.Group;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadSlots;
import io.peregrine.state.User;
import io.peregrine.state.scan.ProcessScan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a capture begins with, and what a reader makes of it. */
class ContainerPluginTest {
    private static final long TIME = 1_700_000_000_000_000_000L;
    private static final Container WEB =
            Container.fixed(ByteString.of("web"), ByteString.of("shop"), ImageNames.image("reg:5000/shop:2.1"));

    private final EventContext context = new EventContext(StateTables.forReplay(StateSettings.DEFAULT));

    @Test
    void whatIsDumpedAReaderKnows() {
        ContainerPlugin writer = new ContainerPlugin(
                new ContainerOptions(Compatibility.RIGHT, Engines.ALL, Optional.of(WEB), LiveOptions.NONE));
        ContainerPlugin reader = new ContainerPlugin(ContainerOptions.USUAL);

        writer.dump(TIME, TIME, event -> {
            assertThat(event.timestamp()).isEqualTo(TIME);
            context.event().wrap(event.array(), event.offset(), event.length(), event.cpu());
            reader.parser().parse(context);
        });

        ContainerParser known = (ContainerParser) reader.parser();
        assertThat(known.find(context, WEB.id())).isEqualTo(WEB);
        reader.look(context.tables());
        assertThat(known.find(context, ByteString.of("other")).isNone()).isTrue();
    }

    private void tell(ContainerPlugin plugin, EventView event) {
        context.event().wrap(event.array(), event.offset(), event.length(), event.cpu());
        plugin.parser().parse(context);
    }

    private static EventView removed(EventMaker events) {
        return events.removed(ContainerJsonWriter.write(WEB), TIME - 10);
    }

    private static long dumped(ContainerPlugin plugin, long since) {
        long[] count = {0};
        plugin.dump(TIME, since, event -> count[0]++);
        return count[0];
    }

    @Test
    void oneThatHasGoneIsDumpedWhereTheCaptureReachesBackToIt() {
        ContainerPlugin plugin = new ContainerPlugin(ContainerOptions.USUAL);
        EventMaker events = new EventMaker();
        tell(plugin, events.added(WEB, TIME - 100));
        assertThat(dumped(plugin, TIME)).isOne();
        tell(plugin, removed(events));
        assertThat(dumped(plugin, TIME - 20)).isOne();
        assertThat(dumped(plugin, TIME - 5)).isZero();

        tell(plugin, events.added(WEB, TIME - 3));
        assertThat(dumped(plugin, TIME - 20)).as("it is back and told once").isOne();
    }

    @Test
    void aPluginThatKnowsNothingDumpsNothing() {
        new ContainerPlugin(ContainerOptions.USUAL).dump(TIME, TIME, event -> {
            throw new AssertionError("the host is no container");
        });
    }

    /** A machine on which every system has one user. */
    private static final Accounts ONE_USER = pid -> new Accounts.Lists() {
        @Override
        public long userEdition() {
            return 1;
        }

        @Override
        public long groupEdition() {
            return Accounts.NO_LIST;
        }

        @Override
        public List<User> users() {
            return List.of(new User(1000, 1000, ByteString.of("app"), ByteString.EMPTY, ByteString.EMPTY));
        }

        @Override
        public List<Group> groups() {
            return List.of();
        }
    };

    @Test
    void theUsersOfAContainerGoWithIt() {
        StateTables tables = new StateTables(StateSettings.DEFAULT, ProcessScan.NONE, ONE_USER);
        try (ContainerPlugin plugin = new ContainerPlugin(ContainerOptions.USUAL)) {
            plugin.attach(tables);
            plugin.startLive(
                    new LiveSurroundings(InjectionQueue.usual(), () -> {}, sentence -> {}, sentence -> {}), tables);
            ThreadEntry thread = tables.threads().newEntry(7);
            thread.setCredentials(thread.credentials().withUid(1000));
            thread.setSlot(ThreadSlots.CONTAINER_ID, WEB.id());
            tables.learnAccounts(thread);
            assertThat(tables.users().find(WEB.id(), 1000).name()).hasToString("app");

            EventContext live = new EventContext(tables);
            EventView event = removed(new EventMaker());
            live.event().wrap(event.array(), event.offset(), event.length(), event.cpu());
            plugin.parser().parse(live);
            assertThat(tables.users().find(WEB.id(), 1000).isNone()).isTrue();
        }
    }
}
