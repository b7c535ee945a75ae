package io.peregrine.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.alert.Alert;
import io.peregrine.alert.FieldValue;
import io.peregrine.output.log.Log;
import io.peregrine.output.sink.GrowingFile;
import io.peregrine.output.sink.Rotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsWriterTest {
    private static final Set<MetricGroup> ALL = EnumSet.allOf(MetricGroup.class);
    private final FixedMetrics source = new FixedMetrics();
    private final BlockingQueue<Alert> alerts = new LinkedBlockingQueue<>();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Log log = (level, message) -> logged.add(message);
    private Instant now = Instant.ofEpochSecond(1_700_000_060);

    @TempDir
    private Path dir;

    @Test
    void everyFieldOfTheReferenceIsThereWithItsType() throws Exception {
        MetricsWriter writer = writer(ALL, true, true, Optional.empty());
        writer.snapshot();
        SortedMap<String, FieldValue> fields = alerts.remove().fields();
        for (String row : Files.readAllLines(Path.of("src/test/resources/metrics-snapshot.tsv")).stream()
                .skip(1)
                .toList()) {
            String[] cells = row.split("\t");
            String name = cells[0].replace("<N>", "0")
                    .replace("<RULE>", "Never")
                    .replace("sha256_config_file.<FILE>", "sha256_config_file.peregrine_yaml")
                    .replace("<FILE>", "my_rules_yaml");
            if (name.contains("<IF>")) {
                continue;
            }
            assertThat(fields).as(name).containsKey(name);
            Class<?> type = switch (cells[1]) {
                case "str" -> FieldValue.Text.class;
                case "int" -> FieldValue.Signed.class;
                default -> FieldValue.Real.class;
            };
            assertThat(fields.get(name)).as(name).isInstanceOf(type);
        }
    }

    @Test
    void ratesComeFromTheSnapshotBefore() {
        MetricsWriter writer = writer(ALL, true, false, Optional.empty());
        writer.snapshot();
        source.events += 250;
        source.kernelEvents += 1000;
        source.drops += 10;
        now = now.plusSeconds(10);
        writer.snapshot();
        SortedMap<String, FieldValue> first = alerts.remove().fields();
        SortedMap<String, FieldValue> second = alerts.remove().fields();
        assertThat(first).doesNotContainKey("falco.evts_rate_sec").containsEntry("scap.n_evts_prev", FieldValue.of(0));
        assertThat(second)
                .containsEntry("falco.evts_rate_sec", FieldValue.of(25.0))
                .containsEntry("falco.num_evts_prev", FieldValue.of(1000))
                .containsEntry("scap.evts_rate_sec", FieldValue.of(100.0))
                .containsEntry("scap.evts_drop_rate_sec", FieldValue.of(1.0))
                .containsEntry("scap.n_drops_perc", FieldValue.of(1.0))
                .containsEntry("falco.duration_sec", FieldValue.of(70));
    }

    @Test
    void emptyFiguresAndUnitsFollowTheSettings() {
        writer(ALL, false, false, Optional.empty()).snapshot();
        SortedMap<String, FieldValue> fields = alerts.remove().fields();
        assertThat(fields)
                .containsKeys("falco.memory_rss_kb", "scap.n_evts", "falco.rules.Read_sensitive_file")
                .doesNotContainKeys(
                        "falco.memory_rss_mb", "falco.n_fds", "falco.rules.Never", "scap.n_drops_scratch_map");
        writer(Set.of(MetricGroup.STATE), true, true, Optional.empty()).snapshot();
        assertThat(alerts.remove().fields())
                .containsEntry("falco.n_fds", FieldValue.of(0))
                .doesNotContainKeys("scap.n_evts", "falco.memory_rss_mb");
    }

    @Test
    void snapshotsAreLinesOfTheFile() throws Exception {
        Path path = dir.resolve("metrics.jsonl");
        MetricsWriter writer = writer(Set.of(), true, false, Optional.of(path));
        writer.snapshot();
        writer.snapshot();
        writer.close();
        List<String> lines = Files.readAllLines(path);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1))
                .startsWith("{\"output_fields\":{\"evt.hostname\":\"node-7\"")
                .endsWith("},\"sample\":2}");
        MetricsWriter full = writer(Set.of(), true, false, Optional.of(Path.of("/dev/full")));
        full.snapshot();
        full.snapshot();
        full.close();
        assertThat(logged).singleElement().asString().contains("/dev/full cannot be written");
    }

    @Test
    void snapshotsComeAtTheInterval() throws Exception {
        try (MetricsWriter writer = writer(Set.of(), true, false, Optional.empty())) {
            writer.start(Duration.ofMillis(100));
            Alert alert = alerts.poll(10, TimeUnit.SECONDS);
            assertThat(alert.ruleName()).isEqualTo("Falco internal: metrics snapshot");
            assertThat(alert.message()).isEqualTo("Falco metrics snapshot");
            assertThat(alerts.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    private MetricsWriter writer(Set<MetricGroup> groups, boolean megabytes, boolean empty, Optional<Path> file) {
        InstantSource clock = () -> now;
        return new MetricsWriter(
                source,
                new ResourceUse(Path.of("/proc/self"), Path.of("/proc"), Map.of()),
                new MetricsWriter.Content(groups, megabytes, empty),
                new MetricsWriter.Targets(
                        Optional.of(alerts::add), file.map(path -> new GrowingFile(path, Rotation.NEVER, clock)), log),
                clock);
    }
}
