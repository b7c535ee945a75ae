package io.peregrine.loader;

import io.peregrine.diagnostics.Span;
import io.peregrine.filter.syntax.Expr;
import java.util.Optional;
import java.util.Set;

/**
 * A rule that is ready to be planned.
 *
 * @param checked what an evaluator takes
 * @param enabled whether the rule is on, after all selections
 * @param capture whether a match starts a recording
 * @param texts what it was made of, for descriptions
 * @param place where it stands
 */
public record CompiledRule(
        CheckedRule checked, boolean enabled, RuleRecording capture, Texts texts, Optional<Span> place) {
    /**
     * What a rule was made of.
     *
     * @param description the rule's description
     * @param condition its condition as written, with all that was appended
     * @param resolved its condition with exceptions, lists and macros put in
     * @param output its output as written
     * @param completeOutput its output with all that the configuration adds
     * @param exceptionFields the fields of its exceptions
     */
    public record Texts(
            String description,
            String condition,
            Expr resolved,
            String output,
            String completeOutput,
            Set<String> exceptionFields) {
        public Texts {
            exceptionFields = Set.copyOf(exceptionFields);
        }
    }

    /** The rule's name. */
    public String name() {
        return checked.label().name();
    }

    /** The same rule switched on or off. */
    CompiledRule switched(boolean on) {
        return new CompiledRule(checked, on, capture, texts, place);
    }
}
