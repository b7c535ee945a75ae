package io.peregrine.fuzz;

import io.peregrine.event.EventSource;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import io.peregrine.fields.Slot;
import io.peregrine.fields.SlotList;
import io.peregrine.nativeplugin.CrashWatch;
import io.peregrine.nativeplugin.HostFunctions;
import io.peregrine.nativeplugin.NativeLibrary;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.SourceFeed;
import io.peregrine.pipeline.Stages;
import io.peregrine.plugin.EventSourcing;
import io.peregrine.plugin.FieldExtraction;
import io.peregrine.plugin.FieldReader;
import io.peregrine.plugin.FieldRequest;
import io.peregrine.plugin.MetricsReporting;
import io.peregrine.plugin.PluginEvent;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginField;
import io.peregrine.plugin.ValueOut;
import io.peregrine.plugin.host.PluginGroup;
import io.peregrine.plugin.host.PluginInstance;
import io.peregrine.plugin.host.PluginRegistry;
import io.peregrine.plugin.host.PluginSpec;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads, starts, opens, reads and ends a plugin that answers from a seed ({@code random.c}): {@code PluginFuzz MINUTES [FIRST-ROUND]}. Whatever it
 * hands over, it is refused in a sentence, or its events go their way: no exception but those, no event that fails, no end of the process. The file
 * for the seed is named by the environment variable {@code PEREGRINE_FUZZ_SEED}, which {@code testing/fuzz/run} sets.
 */
public final class PluginFuzz {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final int SHOWN = 50;

    private final Path seed;
    private final Path library;
    private final HostFunctions functions = new HostFunctions(CrashWatch.start());
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Integer> reasons = new HashMap<>();
    private long events;
    private long refused;

    private PluginFuzz(Path seed, Path library) {
        this.seed = seed;
        this.library = library;
    }

    /** Runs for a number of minutes. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("plugin-fuzz");
        PluginFuzz fuzz = new PluginFuzz(Path.of(System.getenv("PEREGRINE_FUZZ_SEED")), compile(folder));
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.parseLong(arguments[0])).toNanos();
        long round = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        Stopwatch watch = new Stopwatch(LONGEST);
        for (; System.nanoTime() < end; round++) {
            watch.start();
            fuzz.round(round);
            watch.stop();
        }
        System.out.println(round + " rounds: " + fuzz.refused + " refused, " + fuzz.events + " events");
        fuzz.reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(SHOWN)
                .forEach(reason -> System.out.println(reason.getValue() + " times: " + reason.getKey()));
        Runtime.getRuntime().halt(0);
    }

    private static Path compile(Path folder) throws IOException, InterruptedException {
        Path source = folder.resolve("random.c");
        try (InputStream in = PluginFuzz.class.getResourceAsStream("random.c")) {
            Files.write(source, in.readAllBytes());
        }
        Path library = folder.resolve("random.so");
        Process gcc = new ProcessBuilder(
                        "gcc", "-O1", "-w", "-shared", "-fPIC", "-o", library.toString(), source.toString())
                .inheritIO()
                .start();
        if (gcc.waitFor() != 0) {
            throw new IOException("The plugin cannot be compiled: gcc is needed.");
        }
        return library;
    }

    private void round(long number) throws IOException {
        Files.writeString(seed, Long.toString(number));
        PluginSpec spec = new PluginSpec("random", library.toString(), "", "", false);
        try (PluginRegistry registry = PluginRegistry.load(
                List.of(spec), wanted -> NativeLibrary.load(wanted.libraryPath(), functions), plugin -> {})) {
            SourceName source = registry.plugins().getFirst().source().orElse(SourceName.SYSCALL);
            StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
            PluginGroup group = new PluginGroup(source, registry.sources(), tables, (level, line) -> {});
            try (group) {
                PluginInstance instance = group.start(registry.plugins().getFirst());
                instance.plugin().requiredEventSchema();
                instance.plugin().as(MetricsReporting.class).ifPresent(MetricsReporting::metrics);
                watch(group, instance, source);
                group.dump(event -> events++);
            } finally {
                group.end(true);
            }
        } catch (PluginException | SourceException e) {
            refused++;
            String sentence = e.getMessage().replaceAll("[^ -~]", "?");
            reasons.merge(sentence.substring(0, Math.min(SHOWN, sentence.length())), 1, Integer::sum);
        }
        if (!findings.isEmpty()) {
            throw new AssertionError("round " + number + ": " + findings);
        }
    }

    private void watch(PluginGroup group, PluginInstance instance, SourceName source)
            throws PluginException, SourceException {
        Optional<EventSourcing> sourcing = instance.plugin().as(EventSourcing.class);
        if (sourcing.isEmpty()) {
            return;
        }
        sourcing.get().suggestedParameters();
        List<Reading> readings = instance.plugin().as(FieldExtraction.class).stream()
                .flatMap(extraction -> extraction.fields().stream())
                .map(Reading::of)
                .toList();
        PluginEvent shown = new PluginEvent();
        group.opening();
        try (EventSource events = group.openSource(instance)) {
            EventContext context = new EventContext(group.tables());
            Pipeline pipeline = new Pipeline(
                    new SourceFeed(source, List.of(source), events, context, new StateEngine()),
                    Stages.NONE.withParsers(group.parsers()).withObserver(judged -> {
                        this.events++;
                        readings.forEach(reading -> reading.read(shown.show(judged, source)));
                        sourcing.get().describe(shown);
                    }),
                    findings::add);
            group.begin(Optional.of(pipeline.injections()));
            pipeline.run();
        }
    }

    /** A field with room for its values. */
    private record Reading(boolean list, FieldReader reader, ValueOut out, Slot slot, SlotList values) {
        static Reading of(PluginField field) {
            return new Reading(
                    field.declaration().list(),
                    field.binder().bind(FieldRequest.NONE),
                    new ValueOut(),
                    new Slot(),
                    new SlotList());
        }

        void read(PluginEvent event) {
            reader.read(event, list ? out.into(values) : out.into(slot));
        }
    }
}
