package io.peregrine.plugins.k8saudit;

import io.peregrine.plugin.PluginMetric;
import io.peregrine.plugin.PluginPayload;
import io.peregrine.plugin.json.JsonPayload;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Takes audit events out of what an API server sends: one event, a list of events, or an array of both. An event that cannot be used costs itself alone; it is
 * counted and told. For any thread.
 */
final class AuditIntake {
    private final long maxEventSize;
    private final Consumer<String> log;
    private final LongAdder taken = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final LongAdder tooLarge = new LongAdder();

    AuditIntake(long maxEventSize, Consumer<String> log) {
        this.maxEventSize = maxEventSize;
        this.log = log;
    }

    /** The events in a text; empty when the text as a whole cannot be used, which is told. */
    Optional<List<PluginPayload>> events(byte[] text) {
        JsonPayload json = new JsonPayload();
        List<PluginPayload> events = new ArrayList<>();
        if (!json.look(text)) {
            return refused("what is no JSON");
        }
        return collect(json, json.root(), events) ? Optional.of(events) : refused("what holds no audit event");
    }

    private Optional<List<PluginPayload>> refused(String what) {
        broken.increment();
        // the words in the middle are the published plugin's, which tools look for
        log.accept("The API server sent " + what + ": data not recognized as a k8s audit event; it is left out.");
        return Optional.empty();
    }

    private boolean collect(JsonPayload json, int value, List<PluginPayload> into) {
        if (json.isArray(value)) {
            for (int item = json.first(value); item != JsonPayload.NONE; item = json.following(value, item)) {
                if (!collect(json, item, into)) {
                    return false;
                }
            }
            return true;
        }
        int kind = json.get(value, "kind");
        if (json.isText(kind, "EventList")) {
            int items = json.get(value, "items");
            for (int item = json.first(items); item != JsonPayload.NONE; item = json.following(items, item)) {
                single(json, item).ifPresent(into::add);
            }
            return json.isArray(items);
        }
        if (json.isText(kind, "Event")) {
            single(json, value).ifPresent(into::add);
            return true;
        }
        return false;
    }

    private Optional<PluginPayload> single(JsonPayload json, int value) {
        int stamp = json.get(value, "stageTimestamp");
        Optional<Long> time = stamp == JsonPayload.NONE ? Optional.empty() : time(json.string(stamp));
        if (time.isEmpty()) {
            broken.increment();
            log.accept("An audit event has no stageTimestamp that is a time; it is left out.");
            return Optional.empty();
        }
        byte[] event = json.json(value);
        if (event.length > maxEventSize) {
            tooLarge.increment();
            log.accept("An audit event of " + event.length + " bytes is longer than maxEventSize (" + maxEventSize
                    + "); it is left out.");
            return Optional.empty();
        }
        taken.increment();
        return Optional.of(new PluginPayload(time.get(), event));
    }

    /** Nanoseconds since the epoch of a time such as 2026-11-28T19:42:26.123456Z; empty when it is none. */
    private static Optional<Long> time(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return Optional.of(
                    Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano()));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    List<PluginMetric> metrics() {
        return List.of(
                PluginMetric.count("events_taken", taken.sum()),
                PluginMetric.count("events_broken", broken.sum()),
                PluginMetric.count("events_too_large", tooLarge.sum()));
    }
}
