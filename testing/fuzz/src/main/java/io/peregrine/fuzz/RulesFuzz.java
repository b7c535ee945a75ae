package io.peregrine.fuzz;

import io.peregrine.app.rules.RuleDefinitions;
import io.peregrine.container.ContainerOptions;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.eval.PlanException;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.FieldException;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.loader.LoadReport;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.LoaderSettings;
import io.peregrine.loader.ReportJson;
import io.peregrine.loader.ReportText;
import io.peregrine.loader.RuleDescription;
import io.peregrine.loader.RuleLoader;
import io.peregrine.loader.RuleSchema;
import io.peregrine.loader.lint.Lint;
import io.peregrine.loader.lint.LintText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Loads damaged rule files: {@code RulesFuzz MINUTES FILE...}, each file a seed, of a large one a piece at a time. Whatever a file holds,
 * it gets a report, every error has a place, and what loads can be described, linted and planned; and none of it takes long.
 */
public final class RulesFuzz {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int PIECE = 4000;

    private final Catalog catalog =
            BuiltinFields.syscall(FieldSettings.DEFAULT, List.of(new ContainerPlugin(ContainerOptions.USUAL).fields()));
    private final LoaderSettings settings = LoaderSettings.of(catalog);
    private final List<String> words = Words.ofRules(catalog);
    private final List<String> seeds;

    private RulesFuzz(List<String> seeds) {
        this.seeds = seeds;
    }

    /** Runs for a number of minutes. */
    public static void main(String[] arguments) throws IOException {
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.parseLong(arguments[0])).toNanos();
        List<String> seeds = new ArrayList<>();
        for (String file : Arrays.asList(arguments).subList(1, arguments.length)) {
            seeds.addAll(pieces(Files.readString(Path.of(file))));
        }
        if (seeds.isEmpty()) {
            System.err.println("usage: RulesFuzz MINUTES FILE...; no file was named.");
            System.exit(2);
        }
        new RulesFuzz(seeds).run(end);
    }

    /** A file in pieces that begin with an item. */
    private static List<String> pieces(String content) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        while (content.length() - start > PIECE) {
            int end = content.indexOf("\n- ", start + PIECE);
            if (end < 0) {
                break;
            }
            pieces.add(content.substring(start, end + 1));
            start = end + 1;
        }
        pieces.add(content.substring(start));
        return pieces;
    }

    private void run(long end) {
        Stopwatch watch = new Stopwatch(LONGEST);
        long round = 0;
        long loaded = 0;
        for (; System.nanoTime() < end; round++) {
            TextDamage damage = new TextDamage(round, words);
            byte[] bytes = damage.bytes(damage.of(seeds.get((int) (round % seeds.size()))));
            SourceText file = new SourceText("fuzz.yaml", new String(bytes, StandardCharsets.UTF_8));
            watch.start();
            try {
                loaded += check(file) ? 1 : 0;
                watch.stop();
            } catch (RuntimeException | Error e) {
                System.out.println("finding in round " + round + " with the file:\n" + file.content());
                throw e;
            }
        }
        System.out.println(round + " damaged rule files, " + loaded + " of them loaded: no finding.");
    }

    /** Whether the file loads; throws for a finding. */
    private boolean check(SourceText file) {
        RuleSchema.check(file);
        LoadResult result = RuleLoader.load(List.of(file), settings);
        for (LoadReport report : result.reports()) {
            ReportText.full(report);
            if (report.errors().stream().anyMatch(error -> error.message().isBlank())) {
                throw new IllegalStateException("an error says nothing");
            }
        }
        ReportJson.write(result);
        if (!result.successful()) {
            return false;
        }
        LintText.json(Lint.check(result));
        RuleDescription.ofAll(result.details()).json();
        try {
            RuleSet.plan(
                    RuleDefinitions.of(result.checkedRules()),
                    Map.of(BuiltinFields.SYSCALL, catalog),
                    new ValueText(BufferFormat.DOTS));
        } catch (PlanException | FieldException e) {
            if (e.getMessage().isBlank()) {
                throw new IllegalStateException("a refusal says nothing", e);
            }
        }
        return true;
    }
}
