package io.peregrine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.loader.LoaderSettings;
import io.peregrine.loader.RuleLoader;
import io.peregrine.testkit.RecordedCapture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the rules that an event meets raises the alert: rules are asked in their order, whether or not they name event types. */
class RuleMatchingTest {
    private static final String TYPED = "evt.type in (open, openat) and proc.name exists";
    private static final String UNTYPED = "proc.name exists";

    @TempDir
    private Path folder;

    /** How often each of the rules raises an alert. */
    private int[] alerts(RuleMatching matching, String... conditions) {
        Catalog catalog = BuiltinFields.syscall(FieldSettings.DEFAULT);
        StringBuilder file = new StringBuilder();
        for (String condition : conditions) {
            file.append("- {rule: %s, desc: d, condition: '%s', output: x, priority: INFO}\n"
                    .formatted(condition, condition));
        }
        RuleSet rules = RuleSet.plan(
                LoadedRules.of(
                        RuleLoader.load(List.of(new SourceText("f", file.toString())), LoaderSettings.of(catalog))
                                .checkedRules()),
                Map.of("syscall", catalog),
                new ValueText(BufferFormat.DOTS));
        RecordedReplay replay = new RecordedReplay();
        int[] alerts = new int[conditions.length];
        Judge judge = new Judge(rules, "syscall", replay.context(), matching, (set, rule, context) -> alerts[rule]++);
        replay.run(RecordedCapture.SYSCALLS.in(folder), event -> judge.judge());
        return alerts;
    }

    @Test
    void theFirstInTheOrderOfTheRulesAnswers() {
        int[] typedFirst = alerts(RuleMatching.FIRST, TYPED, UNTYPED);
        int[] untypedFirst = alerts(RuleMatching.FIRST, UNTYPED, TYPED);
        assertThat(typedFirst).doesNotContain(0);
        assertThat(untypedFirst).containsExactly(typedFirst[0] + typedFirst[1], 0);
    }

    @Test
    void allAnswerWhereThatIsAskedFor() {
        int[] first = alerts(RuleMatching.FIRST, TYPED, UNTYPED);
        assertThat(alerts(RuleMatching.ALL, TYPED, UNTYPED)).containsExactly(first[0], first[0] + first[1]);
    }
}
