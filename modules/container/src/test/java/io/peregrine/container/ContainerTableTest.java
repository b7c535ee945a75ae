package io.peregrine.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.container.engine.ImageNames;
import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerType;
import io.peregrine.event.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What recordings that reach back are told of containers that have gone. */
class ContainerTableTest {
    private static final long TIME = 1_700_000_000_000_000_000L;
    private static final Container WEB =
            Container.fixed(ByteString.of("web"), ByteString.of("shop"), ImageNames.image("reg:5000/shop:2.1"));

    private final ContainerTable table = new ContainerTable(ContainerTable.Addresses.NONE);

    private List<Container> goneSince(long time) {
        List<Container> gone = new ArrayList<>();
        table.forEachGoneSince(time, gone::add);
        return gone;
    }

    @Test
    void whatIsToldOnlyWhenAContainerHasGoneIsKept() {
        table.noteLate(WEB, TIME);
        assertThat(table.find(WEB.id()).isNone()).isTrue();
        assertThat(goneSince(TIME)).containsExactly(WEB);
        assertThat(goneSince(TIME + 1)).isEmpty();
        table.put(WEB);
        assertThat(goneSince(TIME)).as("it is back").isEmpty();
    }

    @Test
    void anAnnouncementGivesWayToTheRestInWhateverOrderTheyCome() {
        Container announced = Container.announced(ContainerType.DOCKER, WEB.id().toString(), "shop", WEB.image());
        table.put(announced);
        assertThat(table.find(WEB.id())).isEqualTo(announced);
        table.put(WEB);
        table.put(announced);
        assertThat(table.find(WEB.id())).isEqualTo(WEB);
    }

    @Test
    void whatWasKnownIsNotReplacedByLess() {
        table.put(WEB);
        table.remove(WEB.id(), TIME);
        table.noteLate(Container.minimal(ContainerType.DOCKER, WEB.id(), WEB.id()), TIME + 1);
        assertThat(goneSince(TIME)).containsExactly(WEB);
    }
}
