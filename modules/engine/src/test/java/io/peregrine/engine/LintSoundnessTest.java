package io.peregrine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.Span;
import io.peregrine.engine.naive.RandomConditions;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.LoaderSettings;
import io.peregrine.loader.RuleLoader;
import io.peregrine.loader.lint.Lint;
import io.peregrine.testkit.RecordedCapture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is found in random rules is held against recorded events: a rule that can never match matches none of them, a shadowed one none that the
 * rule before it does not match too, and a comparison that never holds holds for none of the events that its rule selects.
 */
class LintSoundnessTest {
    private static final int RULES = Integer.getInteger("peregrine.test.rules", 600);
    private static final long SEED = Long.getLong("peregrine.test.seed", 9);
    private static final Pattern NAMES = Pattern.compile("'(r[0-9]+)'");
    private static final String AND = ") and ";
    private static final Set<String> FIELDS = Set.of(
            "proc.name",
            "proc.aname",
            "proc.exepath",
            "proc.pid",
            "proc.apid",
            "fd.ip",
            "proc.is_exe_upper_layer",
            "fd.name",
            "fd.num",
            "fd.sip",
            "fd.net",
            "fd.sport",
            "fd.types",
            "evt.is_open_read",
            "evt.buffer",
            "evt.rawres",
            "user.uid");

    private final Catalog catalog = BuiltinFields.syscall(FieldSettings.DEFAULT);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void everyFindingIsTrueOfEveryEvent(RecordedCapture recorded) {
        Path capture = recorded.in(folder);
        RandomConditions random = new RandomConditions(catalog, SEED, FIELDS::contains, 2);
        new RecordedReplay().run(capture, random::sample);
        LoadResult loaded = load(rules(random));
        List<Diagnostic> findings = Lint.check(loaded);
        LoadResult absent = load(absentComparisons(loaded, findings));
        BitSet never = neverMatching(findings);
        List<int[]> shadowed = shadowed(findings);
        assertThat(never.cardinality()).as("rules that can never match").isGreaterThan(20);
        assertThat(shadowed).as("shadowed rules").hasSizeGreaterThan(20);
        assertThat(absent.rules()).as("comparisons that never hold").hasSizeGreaterThan(20);
        RecordedReplay replay = new RecordedReplay();
        BitSet matched = new BitSet();
        Judge all = judge(loaded, replay, matched);
        BitSet held = new BitSet();
        Judge comparisons = judge(absent, replay, held);
        replay.run(capture, event -> {
            matched.clear();
            all.judge();
            comparisons.judge();
            assertThat(matched.intersects(never))
                    .as(() -> text(loaded, never, matched))
                    .isFalse();
            for (int[] pair : shadowed) {
                assertThat(!matched.get(pair[0]) || matched.get(pair[1]))
                        .as("%s is shadowed by %s", condition(loaded, pair[0]), condition(loaded, pair[1]))
                        .isTrue();
            }
        });
        assertThat(held.stream().mapToObj(i -> condition(absent, i)))
                .as("comparisons that never hold")
                .isEmpty();
    }

    private static String text(LoadResult loaded, BitSet never, BitSet matched) {
        return never.stream()
                .filter(matched::get)
                .mapToObj(i -> condition(loaded, i))
                .toList()
                .toString();
    }

    private static String condition(LoadResult loaded, int rule) {
        return loaded.rules().get(rule).texts().condition();
    }

    private Judge judge(LoadResult loaded, RecordedReplay replay, BitSet matched) {
        RuleSet rules = RuleSet.plan(
                LoadedRules.of(loaded.checkedRules()), Map.of("syscall", catalog), new ValueText(BufferFormat.DOTS));
        return new Judge(
                rules, "syscall", replay.context(), RuleMatching.ALL, (set, rule, context) -> matched.set(rule));
    }

    private LoadResult load(List<String> conditions) {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < conditions.size(); i++) {
            file.append("- rule: r%d\n  desc: d\n  condition: >\n    %s\n  output: x\n  priority: INFO\n"
                    .formatted(i, conditions.get(i)));
        }
        return RuleLoader.load(List.of(new SourceText("f.yaml", file.toString())), LoaderSettings.of(catalog));
    }

    /** Conditions that load, most of them for a few event types alone. */
    private List<String> rules(RandomConditions random) {
        List<String> conditions = new ArrayList<>();
        while (conditions.size() < RULES) {
            String types = List.of("open, openat", "read, write", "connect, accept4", "execve")
                    .get(conditions.size() % 4);
            String condition = "evt.type in (" + types + AND + random.related();
            if (load(List.of(condition)).successful()) {
                conditions.add(condition);
            }
        }
        return conditions;
    }

    /** The comparisons that are said never to hold, each with the event types of its rule. */
    private static List<String> absentComparisons(LoadResult loaded, List<Diagnostic> findings) {
        List<String> comparisons = new ArrayList<>();
        for (Diagnostic finding : findings) {
            if (finding.message().contains("never holds")) {
                Span span = finding.span().orElseThrow();
                String condition = condition(loaded, names(finding)[0]);
                String types = condition.substring(0, condition.indexOf(AND) + AND.length());
                comparisons.add(types + span.source().content().substring(span.start(), span.end()));
            }
        }
        return comparisons;
    }

    private static BitSet neverMatching(List<Diagnostic> findings) {
        BitSet numbers = new BitSet();
        findings.stream()
                .filter(finding -> finding.message().contains("can never match"))
                .forEach(finding -> numbers.set(names(finding)[0]));
        return numbers;
    }

    private static List<int[]> shadowed(List<Diagnostic> findings) {
        return findings.stream()
                .filter(finding -> finding.message().contains("'rule_matching: first'"))
                .map(LintSoundnessTest::names)
                .toList();
    }

    private static int[] names(Diagnostic finding) {
        return NAMES.matcher(finding.message())
                .results()
                .mapToInt(name -> Integer.parseInt(name.group(1).substring(1)))
                .toArray();
    }
}
