package io.peregrine.app.observe;

import io.peregrine.app.reload.ReloadPart;
import io.peregrine.config.Configuration;
import io.peregrine.config.MetricsSettings;
import io.peregrine.server.metrics.MetricsWriter;
import java.util.Optional;
import java.util.function.Function;

/** The snapshots of figures that the configuration asks for. */
public final class MetricsPart implements ReloadPart, AutoCloseable {
    private final Function<MetricsSettings, Optional<MetricsWriter>> starting;
    private MetricsSettings settings;
    private Optional<MetricsWriter> writer;

    /** Starts them; {@code starting} makes and starts a writer for settings, none when there is nothing to write. */
    public MetricsPart(MetricsSettings settings, Function<MetricsSettings, Optional<MetricsWriter>> starting) {
        this.settings = settings;
        this.starting = starting;
        writer = starting.apply(settings);
    }

    @Override
    public Change prepare(Configuration next) {
        MetricsSettings wanted = next.metrics();
        if (wanted.equals(settings)) {
            return Change.NONE;
        }
        return new Change() {
            @Override
            public void apply() {}

            @Override
            public void settle() {
                writer.ifPresent(MetricsWriter::close);
                settings = wanted;
                writer = starting.apply(wanted);
            }
        };
    }

    @Override
    public void close() {
        writer.ifPresent(MetricsWriter::close);
    }
}
