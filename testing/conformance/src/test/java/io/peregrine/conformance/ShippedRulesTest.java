package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that ship do what their tests say. There is a test for every way in which one of them matches, and for every value that it shows. */
class ShippedRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"rules", "rules/k8s_audit", "rules/aws_cloudtrail"})
    void everyTestOfTheRulesPasses(String rules) {
        Engine.Result result =
                Engine.run(List.of("test", Engine.home().resolve(rules).toString()), Map.of());
        assertThat(result.exit()).as(result.text() + result.err()).isZero();
        assertThat(result.text()).contains(" passed, 0 failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules", "rules/k8s_audit", "rules/aws_cloudtrail"})
    void everyAlternativeOfEveryRuleIsReached(String rules) {
        Engine.Result result = Engine.run(
                List.of("test", "--coverage", Engine.home().resolve(rules).toString()), Map.of());
        assertThat(result.exit()).as(result.text() + result.err()).isZero();
        assertThat(result.text())
                .contains("rules and alternatives were reached by a test")
                .doesNotContain("no test:")
                .doesNotContain("not all:")
                .doesNotContain("no value:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules", "rules/k8s_audit", "rules/aws_cloudtrail"})
    void lintFindsNothing(String rules) {
        Engine.Result result =
                Engine.run(List.of("lint", Engine.home().resolve(rules).toString()), Map.of());
        assertThat(result.exit()).as(result.text() + result.err()).isZero();
    }
}
