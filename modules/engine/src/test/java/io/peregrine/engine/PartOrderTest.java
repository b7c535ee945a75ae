package io.peregrine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.engine.eval.BucketPlan;
import io.peregrine.engine.eval.PartOrder;
import io.peregrine.engine.eval.Plan;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.loader.LoaderSettings;
import io.peregrine.loader.RuleLoader;
import io.peregrine.schema.EventCodes;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parts of conditions are asked in the order of what they cost and decide, unless it could be seen. */
class PartOrderTest {
    private static final Catalog CATALOG = BuiltinFields.syscall(FieldSettings.DEFAULT);

    private static Plan.All plan(String condition, String output) {
        String file =
                "- {rule: r, desc: d, condition: '" + condition + "', output: '" + output + "', priority: INFO}\n";
        RuleSet rules = RuleSet.plan(
                LoadedRules.of(RuleLoader.load(List.of(new SourceText("f", file)), LoaderSettings.of(CATALOG))
                        .checkedRules()),
                Map.of("syscall", CATALOG),
                new ValueText(BufferFormat.DOTS));
        BucketPlan plan =
                rules.source("syscall").plan(EventCodes.SYSCALL_OPENAT_2_X).orElseThrow();
        return (Plan.All) plan.rules().getFirst().condition();
    }

    private static List<String> words(List<Plan> parts) {
        return parts.stream()
                .map(part -> ((Plan.Asked) part).source().origin().words())
                .toList();
    }

    @Test
    void cheapPartsComeFirst() {
        Plan.All all = plan("evt.type = openat and fd.name contains shadow and (proc.name = cat and fd.num >= 0)", "x");
        assertThat(words(all.parts())).containsExactly("proc.name = cat", "fd.num >= 0", "fd.name contains shadow");
        assertThat(words(new PartOrder(PartOrder.Outcomes.UNKNOWN).of(all))).isEqualTo(words(all.parts()));
    }

    @Test
    void whatEventsTaughtCounts() {
        Plan.All all = plan("evt.type = openat and proc.name = cat and fd.num >= 0 and fd.name contains shadow", "x");
        PartOrder.Outcomes outcomes = outcomes(words -> words.startsWith("fd.name") ? 1 : 64);
        assertThat(words(new PartOrder(outcomes).of(all)))
                .as("the others hold of every event, so that asking them decides nothing")
                .startsWith("fd.name contains shadow");
    }

    /** Weighing each of 20,000 parts against all others would take minutes. */
    @Test
    @Timeout(60)
    void manyPartsAreOrderedInTime() {
        StringBuilder condition = new StringBuilder("evt.type = openat and (fd.num = -7");
        for (int i = 0; i < 20_000; i++) {
            condition.append(" or evt.num = ").append(i);
        }
        Plan.Any any =
                (Plan.Any) plan(condition.append(") and fd.name contains a").toString(), "x").parts().stream()
                        .filter(Plan.Any.class::isInstance)
                        .findFirst()
                        .orElseThrow();
        assertThat(new PartOrder(outcomes(String::length)).of(any)).hasSize(20_001);
    }

    /** Of the first so many of 64 events a comparison held, by its words. */
    private static PartOrder.Outcomes outcomes(ToIntFunction<String> firstHeld) {
        return new PartOrder.Outcomes() {
            @Override
            public int events() {
                return 64;
            }

            @Override
            public BitSet held(Plan.Asked comparison) {
                BitSet held = new BitSet();
                held.set(0, firstHeld.applyAsInt(comparison.source().origin().words()));
                return held;
            }
        };
    }

    @Test
    void allStayInTheirPlacesWhereAnOutputShowsWhatWasRead() {
        String condition = "evt.type = openat and fd.name contains shadow and proc.name = cat";
        assertThat(words(plan(condition, "%evt.buffer").parts()))
                .containsExactly("fd.name contains shadow", "proc.name = cat");
        assertThat(plan(condition, "%evt.buffer").inOrder()).isTrue();
        assertThat(plan(condition, "x").inOrder()).isFalse();
    }
}
