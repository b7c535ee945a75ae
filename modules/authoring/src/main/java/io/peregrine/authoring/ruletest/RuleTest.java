package io.peregrine.authoring.ruletest;

import io.peregrine.diagnostics.Span;
import io.peregrine.event.SourceName;
import java.util.List;
import java.util.Map;

/**
 * One test of rules.
 *
 * @param name what it says, in a sentence
 * @param span where it stands
 * @param given what happens, in order
 * @param expected the alerts that must be raised
 * @param forbidden the names of rules that must not match; {@code *} stands for all that are not expected
 */
public record RuleTest(String name, Span span, List<Step> given, List<Expected> expected, List<String> forbidden) {
    /** The name that forbids every rule that is not expected. */
    public static final String ALL_OTHERS = "*";

    public RuleTest {
        given = List.copyOf(given);
        expected = List.copyOf(expected);
        forbidden = List.copyOf(forbidden);
    }

    /** The name of the source whose events it makes. */
    public String source() {
        return given.stream().map(Step::source).findFirst().orElse(SourceName.SYSCALL.name());
    }

    /**
     * An alert that must be raised.
     *
     * @param rule the name of its rule
     * @param fields values that it must show, as text, by the name of the field
     */
    public record Expected(String rule, Map<String, String> fields) {
        public Expected {
            fields = Map.copyOf(fields);
        }
    }
}
