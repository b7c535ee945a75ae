package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules that ship do what their tests say, and the rules of the main file have a test for every way in which they match. */
class ShippedRulesTest {
    private static final String RULES = Engine.home().resolve("rules").toString();

    @Test
    void everyTestOfTheRulesPasses() {
        Engine.Result result = Engine.run(List.of("test", RULES), Map.of());
        assertThat(result.exit()).as(result.text() + result.err()).isZero();
        assertThat(result.text()).contains(" passed, 0 failed");
    }

    @Test
    void everyAlternativeOfTheMainRulesIsReached() {
        String main = Engine.home().resolve("rules/peregrine_rules.yaml").toString();
        String tests = Engine.home().resolve("rules/tests").toString();
        Engine.Result result = Engine.run(
                List.of(
                        "test",
                        "--coverage",
                        "-r",
                        main,
                        tests + "/main_branches.yaml",
                        tests + "/hard_and_symbolic_links.yaml"),
                Map.of());
        assertThat(result.exit()).as(result.text() + result.err()).isZero();
        assertThat(result.text()).doesNotContain("no test:").doesNotContain("not all:");
    }
}
