package io.peregrine.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.alert.Alert;
import io.peregrine.alert.FieldValue;
import io.peregrine.alert.Priority;
import io.peregrine.app.record.RecorderSetup;
import io.peregrine.config.DropSettings;
import io.peregrine.event.EventLayout;
import io.peregrine.recorder.RecorderCounters;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The alert of {@code syscall_event_timeouts}, in Falco's words. */
class TimeoutPartTest {
    private final List<Alert> alerts = new ArrayList<>();
    private final EventContext context = new EventContext(StateTables.forReplay(StateSettings.DEFAULT));
    private final TimeoutPart part = new TimeoutPart(
            new DropSettings(0.1, Set.of(), 1, 1, false, 2),
            context,
            ZoneOffset.UTC,
            new RecorderSetup.Reports((level, message) -> {}, alerts::add, "host", new RecorderCounters()));

    @Test
    void saysThatNoEventEverCame() {
        nothingCame();

        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.priority()).isEqualTo(Priority.DEBUG);
            assertThat(alert.ruleName()).isEqualTo("Falco internal: timeouts notification");
            assertThat(alert.message())
                    .isEqualTo("Falco internal: timeouts notification. 2 consecutive timeouts without event.");
            assertThat(alert.fields()).containsOnly(Map.entry("last_event_time", new FieldValue.Text("none")));
        });
    }

    @Test
    void saysWhenTheLastEventWas() {
        byte[] event = new byte[EventLayout.HEADER_SIZE];
        long time = (3 * 3600 + 25 * 60 + 45) * 1_000_000_000L + 9;
        EventLayout.putHeader(
                event, 0, new EventLayout.Header(time, 1, EventLayout.HEADER_SIZE, EventCodes.SOCKET_GETSOCKNAME_X, 0));
        context.event().wrap(event, 0, EventLayout.HEADER_SIZE, 0);
        context.event().giveNumber(1);
        nothingCame();

        assertThat(alerts)
                .singleElement()
                .satisfies(alert -> assertThat(alert.fields())
                        .containsOnly(Map.entry("last_event_time", new FieldValue.Text("03:25:45.000000009"))));
    }

    private void nothingCame() {
        for (int i = 0; i < 3; i++) {
            part.nothingCame(() -> 0);
        }
    }
}
