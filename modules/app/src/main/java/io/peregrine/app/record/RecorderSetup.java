package io.peregrine.app.record;

import io.peregrine.alert.Alert;
import io.peregrine.alert.FieldValue;
import io.peregrine.alert.InternalAlert;
import io.peregrine.alert.Priority;
import io.peregrine.app.CommandFailure;
import io.peregrine.capture.output.CaptureFile.Packing;
import io.peregrine.config.CaptureSettings;
import io.peregrine.fields.Catalog;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.output.log.Log;
import io.peregrine.recorder.ConditionFilter;
import io.peregrine.recorder.EventFilter;
import io.peregrine.recorder.Recorder;
import io.peregrine.recorder.RecorderCounters;
import io.peregrine.recorder.RecorderSettings;
import io.peregrine.recorder.RecordingListener;
import io.peregrine.state.EventContext;
import io.peregrine.state.history.RememberedTables;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Opens the recorder that the configuration asks for, and tells how its recordings end. */
public final class RecorderSetup {
    private RecorderSetup() {}

    /**
     * Where it is told how recordings end.
     *
     * @param log the operator's log
     * @param alerts takes internal alerts
     * @param hostname the host's name in them
     * @param counters counts them
     */
    public record Reports(Log log, Consumer<Alert> alerts, String hostname, RecorderCounters counters) {}

    /**
     * What is recorded.
     *
     * @param context the event in hand and the tables
     * @param dump what plugins know
     * @param patient whether the source can wait for a slow disk
     */
    public record Recorded(EventContext context, StateDump dump, boolean patient) {}

    /** What makes the recorder when the source's thread calls it; it makes none when nothing is recorded. */
    public static Supplier<Optional<Recorder>> prepare(
            CaptureSettings settings, Recorded source, Catalog catalog, Reports reports) throws CommandFailure {
        if (!settings.enabled()) {
            return Optional::empty;
        }
        reports.log()
                .info("Capture is enabled in mode '" + (settings.allRules() ? "all_rules" : "rules")
                        + "'. Capturing events to " + settings.pathPrefix());
        try {
            EventFilter filter = ConditionFilter.of(settings.filter(), catalog, source.context());
            return () -> {
                Recorder recorder = new Recorder(
                        settings(settings),
                        DumpedState.of(new RememberedTables(source.context().tables()), source.dump()),
                        filter,
                        listener(reports),
                        reports.counters());
                if (source.patient()) {
                    recorder.waitForDisk();
                }
                return Optional.of(recorder);
            };
        } catch (FilterException e) {
            throw wrongFilter(e);
        }
    }

    /**
     * Looks at the settings without opening anything.
     *
     * @throws CommandFailure when the condition is wrong
     */
    public static void check(CaptureSettings settings, Catalog catalog) throws CommandFailure {
        try {
            if (settings.enabled() && !settings.filter().isBlank()) {
                ConditionFilter.check(settings.filter(), catalog);
            }
        } catch (FilterException e) {
            throw wrongFilter(e);
        }
    }

    private static CommandFailure wrongFilter(FilterException e) {
        return new CommandFailure("The condition of capture.filter is wrong: " + e.getMessage() + ".", e);
    }

    private static RecorderSettings settings(CaptureSettings settings) {
        return new RecorderSettings(
                settings.pathPrefix(),
                settings.allRules(),
                settings.defaultDuration().toNanos(),
                settings.maxFileSizeMb() << 20,
                Packing.GZIP,
                settings.lookback()
                        .map(past ->
                                new RecorderSettings.Lookback(past.duration().toNanos(), (long) past.maxSizeMb() << 20))
                        .orElse(RecorderSettings.Lookback.NONE),
                new RecorderSettings.Retention(
                        settings.retention().maxFiles(), settings.retention().maxTotalSizeMb() << 20));
    }

    private static RecordingListener listener(Reports reports) {
        return new RecordingListener() {
            @Override
            public void finished(Path file, long events, long fileBytes) {
                reports.log()
                        .debug("The capture " + file + " is complete: " + events + " events, " + fileBytes + " bytes.");
            }

            @Override
            public void sizeLimitReached(Path file, long limitBytes, long writtenBytes) {
                long limit = limitBytes >> 20;
                String rule = "Falco internal: capture size limit reached";
                alert(
                        Priority.INFORMATIONAL,
                        rule,
                        rule + ". Configured limit: " + limit + " MB.",
                        Map.of(
                                "max_file_size_mb", new FieldValue.Unsigned(limit),
                                "written_bytes", new FieldValue.Unsigned(writtenBytes)));
            }

            @Override
            public void failed(Path file, String reason) {
                reports.log().error(reason);
                trouble(file, "Peregrine internal: capture failed", reason);
            }

            @Override
            public void refused(Path file, String reason) {
                reports.log().warning(reason);
                trouble(file, "Peregrine internal: capture refused", reason);
            }

            private void trouble(Path file, String rule, String reason) {
                alert(
                        Priority.WARNING,
                        rule,
                        rule + ". " + reason,
                        Map.of("file", new FieldValue.Text(file.toString())));
            }

            private void alert(Priority priority, String rule, String message, Map<String, FieldValue> fields) {
                Instant now = Instant.now();
                SortedMap<String, FieldValue> sorted = new TreeMap<>(fields);
                long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
                reports.alerts().accept(new InternalAlert(nanos, rule, priority, reports.hostname(), message, sorted));
            }
        };
    }
}
