package io.peregrine.app.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.capture.record.HeldSnapshot;
import io.peregrine.capture.record.IgnoredState;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.history.RememberedTables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A private recording names containers and holds no environment, neither in what it begins with nor in what follows. */
class PrivateStateTest {
    private static final String CONTAINER =
            "{\"container\":{\"id\":\"0123456789ab\",\"env\":[\"TOKEN=secret\"],\"name\":\"web\"}}";
    private static final String BARE = "{\"container\":{\"id\":\"0123456789ab\",\"env\":[],\"name\":\"web\"}}";

    private static EventView async(String name, String data) {
        EventView view = new EventView();
        new EventWriter()
                .begin(EventCodes.ASYNCEVENT_E, 7, -1, 3)
                .number(0, 4)
                .bytes((name + "\0").getBytes(StandardCharsets.UTF_8))
                .bytes((data + "\0").getBytes(StandardCharsets.UTF_8))
                .wrapIn(view, 0);
        return view;
    }

    private static String data(EventView event) {
        return event.text(2).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "container         | " + CONTAINER + " | " + BARE,
                "container_removed | " + CONTAINER + " | " + BARE,
                "container         | {\"container\":{\"env\":[\"TOKEN= | {}",
                "another           | " + CONTAINER + " | " + CONTAINER,
            })
    void eventsOfContainersLoseTheEnvironment(String name, String data, String wanted) {
        EventView bare = new PrivateEvents().of(async(name, data));

        assertThat(bare.text(1).toString()).isEqualTo(name);
        assertThat(data(bare)).isEqualTo(wanted);
    }

    @Test
    void snapshotsKeepTheContainersAndLoseTheirEnvironments() {
        StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
        StateDump dump = sink -> sink.accept(async("container", CONTAINER));
        List<String> delivered = new ArrayList<>();
        SnapshotConsumer consumer = new IgnoredState() {
            @Override
            public void event(EventView event) {
                delivered.add(data(event));
            }
        };

        HeldSnapshot snapshot = PrivateState.of(DumpedState.of(new RememberedTables(tables), dump), true)
                .now();
        snapshot.deliver(consumer);

        assertThat(delivered).containsExactly(BARE);
    }
}
