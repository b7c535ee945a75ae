package io.peregrine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.loader.LoadReport;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.LoaderSettings;
import io.peregrine.loader.RuleDescription;
import io.peregrine.loader.RuleLoader;
import io.peregrine.loader.lint.Lint;
import io.peregrine.testkit.RecordedCapture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conditions that nest as deep as the language allows pass every stage on a stack such as the launcher gives, and hold as they should. */
class DeepConditionsTest {
    private static final long MAIN_STACK = 64L << 20;
    private static final int DEEPEST = 9_999;
    private static final Catalog CATALOG = BuiltinFields.syscall(FieldSettings.DEFAULT);

    private enum Shape {
        PARENTHESES("(", ")", DEEPEST),
        NEGATIONS("not (proc.name = no or ", ")", DEEPEST - 1),
        CONJUNCTIONS("(proc.name != no and ", ")", DEEPEST),
        ALTERNATIONS("(evt.type != close and (proc.name = no or ", "))", DEEPEST / 2),
        CALLS("tolower(", ")", 999),
        MACROS("", "", 2_000);

        private final String opening;
        private final String closing;
        private final int times;

        Shape(String opening, String closing, int times) {
            this.opening = opening;
            this.closing = closing;
            this.times = times;
        }

        String rules(int more) {
            int depth = times + more;
            return switch (this) {
                case MACROS ->
                    IntStream.range(0, depth)
                            .mapToObj(i -> "- macro: m%d\n  condition: proc.name != no%d and (%s or proc.name = no)\n"
                                    .formatted(i, i, i == 0 ? "proc.name exists" : "m" + (i - 1)))
                            .collect(Collectors.joining("", "", rule("m" + (depth - 1))));
                case CALLS -> rule(opening.repeat(depth) + "proc.name" + closing.repeat(depth) + " != no");
                default -> rule(opening.repeat(depth) + "proc.name exists" + closing.repeat(depth));
            };
        }

        private static String rule(String condition) {
            return "- rule: deep\n  desc: d\n  condition: " + condition + "\n  output: o\n  priority: DEBUG\n";
        }
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void passesEveryStage(Shape shape) throws Exception {
        FutureTask<Integer> stages = new FutureTask<>(() -> matches(shape));
        new Thread(null, stages, "main", MAIN_STACK).start();
        assertThat(stages.get()).isBetween(1, RecordedCapture.SYSCALLS.events());
    }

    private int matches(Shape shape) {
        LoadResult loaded = load(shape.rules(0));
        assertThat(loaded.reports())
                .allSatisfy(report -> assertThat(report.errors()).isEmpty());
        assertThat(Lint.check(loaded)).isNotNull();
        if (shape != Shape.MACROS) { // each macro would be written out
            assertThat(RuleDescription.ofAll(loaded.details()).json()).contains("proc.name");
        }
        RuleSet rules = RuleSet.plan(
                LoadedRules.of(loaded.checkedRules()), Map.of("syscall", CATALOG), new ValueText(BufferFormat.DOTS));
        RecordedReplay replay = new RecordedReplay();
        int[] count = new int[1];
        Judge judge = new Judge(rules, "syscall", replay.context(), RuleMatching.ALL, (set, rule, event) -> count[0]++);
        replay.run(RecordedCapture.SYSCALLS.in(folder), event -> judge.judge());
        return count[0];
    }

    private static LoadResult load(String rules) {
        return RuleLoader.load(List.of(new SourceText("f", rules)), LoaderSettings.of(CATALOG));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MACROS", "NEGATIONS"})
    void oneMoreIsRefused(Shape shape) {
        LoadReport report = load(shape.rules(2)).reports().getFirst();
        assertThat(report.errors()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo("LOAD_ERR_COMPILE_CONDITION");
            assertThat(error.message()).contains("exceeded max depth limit of ");
        });
    }
}
