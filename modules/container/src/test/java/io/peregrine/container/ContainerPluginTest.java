package io.peregrine.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.container.cgroup.Engines;
import io.peregrine.container.engine.ImageNames;
import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import io.peregrine.event.Compatibility;
import io.peregrine.event.EventView;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
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
            context.event().wrap(event.segment(), event.offset(), event.length(), event.cpu());
            reader.parser().parse(context);
        });

        ContainerParser known = (ContainerParser) reader.parser();
        assertThat(known.find(context, WEB.id())).isEqualTo(WEB);
        reader.look(context.tables());
        assertThat(known.find(context, ByteString.of("other")).isNone()).isTrue();
    }

    private void tell(ContainerPlugin plugin, EventView event) {
        context.event().wrap(event.segment(), event.offset(), event.length(), event.cpu());
        plugin.parser().parse(context);
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
        tell(plugin, events.removed(WEB, TIME - 10));
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
}
