package io.peregrine.server.metrics;

import io.peregrine.alert.Alert;
import io.peregrine.alert.FieldValue;
import io.peregrine.alert.InternalAlert;
import io.peregrine.alert.JsonText;
import io.peregrine.alert.Priority;
import io.peregrine.output.log.Log;
import io.peregrine.output.sink.GrowingFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Takes a snapshot of all figures at an interval and writes it as an alert, to a file, or both. */
public final class MetricsWriter implements AutoCloseable {
    private static final String RULE = "Falco internal: metrics snapshot";
    private static final String MESSAGE = "Falco metrics snapshot";

    private final MetricsSource source;
    private final ResourceUse resources;
    private final Content content;
    private final Targets targets;
    private final InstantSource clock;
    private final Map<String, SnapshotFields> bySource = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("metrics").factory());
    private long samples;
    private boolean failing;

    /**
     * What a snapshot holds.
     *
     * @param groups the groups of figures
     * @param memoryInMegabytes give memory in megabytes
     * @param includeEmptyValues include figures that are zero
     */
    public record Content(Set<MetricGroup> groups, boolean memoryInMegabytes, boolean includeEmptyValues) {
        public Content {
            groups = Set.copyOf(groups);
        }
    }

    /**
     * Where snapshots go.
     *
     * @param alerts takes them as alerts, when they are wanted so
     * @param file takes them as lines of JSON, when they are wanted so
     * @param log is told when the file cannot be written
     */
    public record Targets(Optional<Consumer<Alert>> alerts, Optional<GrowingFile> file, Log log) {}

    /** Makes a writer that does nothing until it is started. */
    public MetricsWriter(
            MetricsSource source, ResourceUse resources, Content content, Targets targets, InstantSource clock) {
        this.source = source;
        this.resources = resources;
        this.content = content;
        this.targets = targets;
        this.clock = clock;
    }

    /** Takes a snapshot at every interval from now on. */
    public void start(Duration interval) {
        thread.scheduleAtFixedRate(this::snapshot, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes a snapshot of every open source now. */
    public synchronized void snapshot() {
        Instant instant = clock.instant();
        long now = instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
        samples++;
        for (EventSourceFacts open : source.sources()) {
            SortedMap<String, FieldValue> fields = bySource.computeIfAbsent(
                            open.name(), name -> new SnapshotFields(source, resources, content))
                    .build(open, now);
            String host = source.facts().machine().hostname();
            targets.alerts()
                    .ifPresent(alerts ->
                            alerts.accept(new InternalAlert(now, RULE, Priority.INFORMATIONAL, host, MESSAGE, fields)));
            targets.file().ifPresent(file -> append(file, fields));
        }
    }

    private void append(GrowingFile file, SortedMap<String, FieldValue> fields) {
        String line = JsonText.write(json -> {
            json.writeStartObject();
            json.writeName("output_fields");
            JsonText.writeObject(json, fields);
            json.writeNumberProperty("sample", samples);
            json.writeEndObject();
        });
        try {
            file.append((line + "\n").getBytes(StandardCharsets.UTF_8));
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                failing = true;
                targets.log()
                        .error("The metrics file cannot be written: " + e.getMessage()
                                + ". Snapshots are lost until it can.");
            }
        }
    }

    /** Ends the snapshots and closes the file. */
    @Override
    public void close() {
        thread.shutdown();
        synchronized (this) {
            targets.file().ifPresent(file -> {
                try {
                    file.close();
                } catch (IOException e) {
                    targets.log().warning("The metrics file could not be closed: " + e.getMessage() + ".");
                }
            });
        }
    }
}
