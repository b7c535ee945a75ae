package io.peregrine.app.live;

import io.peregrine.alert.FieldValue;
import io.peregrine.alert.InternalAlert;
import io.peregrine.alert.Priority;
import io.peregrine.app.record.RecorderSetup;
import io.peregrine.app.reload.ReloadPart;
import io.peregrine.config.Configuration;
import io.peregrine.config.DropSettings;
import io.peregrine.event.EventView;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.event.render.TimeText;
import io.peregrine.state.EventContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Raises an internal alert, in Falco's words, when a live source has brought nothing for long. Owned by the source's thread. */
public final class TimeoutPart implements ReloadPart {
    private static final String RULE = "Falco internal: timeouts notification";
    private static final long SECOND = 1_000_000_000L;

    private final EventContext context;
    private final ZoneId zone;
    private final RecorderSetup.Reports receivers;
    private final TimeoutMonitor monitor;

    /** Looks after the source of a context; times in alerts are those of a zone. */
    public TimeoutPart(DropSettings settings, EventContext context, ZoneId zone, RecorderSetup.Reports receivers) {
        this.context = context;
        this.zone = zone;
        this.receivers = receivers;
        monitor = new TimeoutMonitor(settings.maxConsecutiveTimeouts(), System::nanoTime, this::report);
    }

    /**
     * Called when the source had nothing.
     *
     * @param leftOut says how many events were left out in the kernel so far: they are signs of life too
     */
    public void nothingCame(LongSupplier leftOut) {
        EventView last = context.event();
        monitor.nothingCame(last.number(), last.timestamp(), leftOut);
    }

    @Override
    public Change prepare(Configuration next) {
        return () -> monitor.follow(next.drops().maxConsecutiveTimeouts());
    }

    private void report(long limit, long lastEvent) {
        TreeMap<String, FieldValue> fields = new TreeMap<>();
        fields.put("last_event_time", new FieldValue.Text(lastEvent == 0 ? "none" : timeOfDay(lastEvent)));
        Instant now = Instant.now();
        receivers
                .alerts()
                .accept(new InternalAlert(
                        now.getEpochSecond() * SECOND + now.getNano(),
                        RULE,
                        Priority.DEBUG,
                        receivers.hostname(),
                        RULE + ". " + limit + " consecutive timeouts without event.",
                        fields));
    }

    private String timeOfDay(long time) {
        TextBuffer text = new TextBuffer();
        TimeText.appendTime(text, time, TimeText.offset(zone, time));
        TimeText.appendFraction(text, time);
        return text.copy().toString();
    }
}
