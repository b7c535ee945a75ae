package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules that are on by default are silent in the recorded benign workloads. */
class SilenceTest {
    @Test
    void noRuleThatIsOnSaysAnythingAboutOrdinaryWork() {
        Engine.Result result = Engine.run(
                List.of(
                        "test",
                        "-r",
                        file("rules/peregrine_rules.yaml"),
                        "-r",
                        file("rules/peregrine_rules_incubating.yaml"),
                        file("testing/workloads/silence.yaml")),
                Map.of());
        assertThat(result.exit()).as(result.text() + result.err()).isZero();
        assertThat(result.text()).contains(" passed, 0 failed");
    }

    private static String file(String path) {
        return Engine.home().resolve(path).toString();
    }
}
