package io.peregrine.app.observe;

import io.peregrine.alert.Alert;
import io.peregrine.app.CommandEnvironment;
import io.peregrine.config.MetricsSettings;
import io.peregrine.config.OutputSettings;
import io.peregrine.output.log.Log;
import io.peregrine.output.sink.GrowingFile;
import io.peregrine.output.sink.Rotation;
import io.peregrine.server.metrics.MetricsSource;
import io.peregrine.server.metrics.MetricsWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts the snapshots of figures that the configuration asks for. */
public final class MetricsSetup {
    private MetricsSetup() {}

    public static Optional<MetricsWriter> start(
            MetricsSettings metrics,
            CommandEnvironment environment,
            MetricsSource figures,
            Consumer<Alert> alerts,
            Log log) {
        if (!metrics.enabled() || (!metrics.outputRule() && metrics.outputFile().isEmpty())) {
            return Optional.empty();
        }
        log.info("Setting metrics interval to " + metrics.interval().toMillis() + " ms");
        OutputSettings.Rotation rotation = metrics.rotation();
        Optional<GrowingFile> file = metrics.outputFile()
                .map(name -> new GrowingFile(
                        Path.of(name),
                        new Rotation(rotation.maxSizeMb() << 20, rotation.maxAge(), rotation.maxFiles()),
                        InstantSource.system()));
        MetricsWriter writer = new MetricsWriter(
                figures,
                WebSetup.resources(environment),
                new MetricsWriter.Content(
                        WebSetup.groups(metrics), metrics.memoryInMegabytes(), metrics.includeEmptyValues()),
                new MetricsWriter.Targets(metrics.outputRule() ? Optional.of(alerts) : Optional.empty(), file, log),
                InstantSource.system());
        writer.start(metrics.interval());
        return Optional.of(writer);
    }
}
