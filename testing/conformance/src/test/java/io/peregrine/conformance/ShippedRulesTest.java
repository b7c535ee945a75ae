package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules that ship do what their tests say, and there is a test for every way in which one of them matches. */
class ShippedRulesTest {
    private static final String RULES = Engine.home().resolve("rules").toString();

    @Test
    void everyTestOfTheRulesPasses() {
        Engine.Result result = Engine.run(List.of("test", RULES), Map.of());
        assertThat(result.exit()).as(result.text() + result.err()).isZero();
        assertThat(result.text()).contains(" passed, 0 failed");
    }

    @Test
    void everyAlternativeOfEveryRuleIsReached() {
        Engine.Result result = Engine.run(List.of("test", "--coverage", RULES), Map.of());
        assertThat(result.exit()).as(result.text() + result.err()).isZero();
        assertThat(result.text())
                .contains("rules and alternatives were reached by a test")
                .doesNotContain("no test:")
                .doesNotContain("not all:");
    }
}
