package io.peregrine.fuzz;

import io.peregrine.alert.AlertFormat;
import io.peregrine.alert.AlertWriter;
import io.peregrine.capture.CaptureSource;
import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.event.Compatibility;
import io.peregrine.event.SourceException;
import io.peregrine.pipeline.Judging;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.SourceFeed;
import io.peregrine.pipeline.Stages;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.TableInvariants;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.scan.SnapshotLoader;
import io.peregrine.testkit.Mutation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Takes damaged captures the whole way: reader, conversion, state, rules over every field, alerts. {@code EngineFuzz MINUTES CAPTURE...},
 * where a folder means all captures in it; {@code EngineFuzz MINUTES@N CAPTURE...} begins
 * with round N, to go on where an earlier run ended, and a round alone is made again with {@code EngineFuzz round=N CAPTURE...}.
 *
 * <p>Findings are: anything thrown but {@link SourceException}, a table that breaks its invariants, a round that hangs, a heap that is full
 * (give the virtual machine a small one). The first finding ends the program with exit code 1 and the number of its round.
 */
public final class EngineFuzz {
    private static final StateSettings SETTINGS = new StateSettings(4096, 16L << 20, 1, 1, -1, "", Compatibility.RIGHT);

    private final List<CaptureBlocks> seeds;
    private final List<RuleSet> rules;
    private final Path file;
    private final AlertWriter writer = new AlertWriter(AlertFormat.text(), ZoneOffset.UTC);
    private final SortedMap<String, Long> refusals = new TreeMap<>();
    private long events;
    private long alerts;
    private long damaged;

    private EngineFuzz(List<CaptureBlocks> seeds, List<RuleSet> rules, Path file) {
        this.seeds = seeds;
        this.rules = rules;
        this.file = file;
    }

    /** Runs for a number of minutes, or one round. */
    public static void main(String[] arguments) throws IOException {
        List<Path> captures = new ArrayList<>();
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            captures.addAll(capturesAt(Path.of(argument)));
        }
        if (captures.isEmpty()) {
            System.err.println(
                    "There is no capture to damage: name .scap.gz files, or folders of them, behind the minutes.");
            System.exit(2);
        }
        List<CaptureBlocks> seeds = new ArrayList<>();
        for (Path capture : captures) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(capture))) {
                seeds.add(CaptureBlocks.of(in.readAllBytes()));
            }
        }
        Path file = Files.createTempFile("fuzz", ".scap");
        EngineFuzz fuzz = new EngineFuzz(seeds, new FieldRules(1).sets(), file);
        try {
            fuzz.run(arguments[0]);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static List<Path> capturesAt(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(".scap.gz"))
                    .sorted()
                    .toList();
        }
    }

    private void run(String length) throws IOException {
        Watchdog watchdog = new Watchdog();
        if (length.startsWith("round=")) {
            round(Long.parseLong(length.substring("round=".length())));
            report(1);
            return;
        }
        int at = length.indexOf('@');
        long first = at < 0 ? 0 : Long.parseLong(length.substring(at + 1));
        Duration time = Duration.ofMinutes(Long.parseLong(at < 0 ? length : length.substring(0, at)));
        long end = System.nanoTime() + time.toNanos();
        long round = first;
        for (; System.nanoTime() < end; round++) {
            watchdog.begin(round);
            round(round);
            if (Long.bitCount(round + 1 - first) == 1) {
                report(round + 1 - first);
            }
        }
        report(round - first);
        refusals.forEach((sentence, count) -> System.out.println(count + " x " + sentence));
        System.out.println("No finding.");
    }

    private void report(long rounds) {
        System.out.println(rounds + " damaged captures, " + damaged + " of them refused at some block; " + events
                + " events, " + alerts + " alerts over " + rules.size() + " sets of rules");
    }

    private void round(long round) throws IOException {
        byte[] capture = new BlockMutation(round).of(seeds.get((int) (round % seeds.size())));
        Files.write(file, round % 16 == 15 ? new Mutation(round).of(packed(capture)) : capture);
        RuleSet set = rules.get((int) (round % rules.size()));
        try {
            replay(set);
        } catch (SourceException e) {
            damaged++;
            refusals.merge(String.valueOf(e.getMessage()).replaceAll("[-0-9a-fx]*[0-9][0-9a-fx]*", "N"), 1L, Long::sum);
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new IllegalStateException("finding in round " + round + ": a refusal without words", e);
            }
        } catch (RuntimeException | Error e) {
            throw new IllegalStateException("finding in round " + round, e);
        }
    }

    private void replay(RuleSet set) throws SourceException {
        StateTables tables = StateTables.forReplay(SETTINGS);
        EventContext context = new EventContext(tables);
        Judging judging = new Judging(set, RuleMatching.ALL, (all, rule, values) -> {
            writer.json(all.output(rule).alert(values, "fuzz"));
            alerts++;
        });
        List<String> failures = new ArrayList<>();
        try (CaptureSource source = CaptureSource.open(file, new SnapshotLoader(tables))) {
            Pipeline pipeline = new Pipeline(
                    SourceFeed.syscall(source, context, new StateEngine()),
                    Stages.NONE.withJudging(judging),
                    failures::add);
            try {
                pipeline.run();
            } finally {
                events += pipeline.handled();
            }
        } finally {
            if (!failures.isEmpty()) {
                throw new IllegalStateException(failures.getFirst());
            }
            List<String> violations = TableInvariants.violations(tables);
            if (!violations.isEmpty()) {
                throw new IllegalStateException("The tables are not sound: " + violations);
            }
        }
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
