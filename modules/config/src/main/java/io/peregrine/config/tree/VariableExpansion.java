package io.peregrine.config.tree;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Replaces {@code ${NAME}} in values by environment variables; an unset one becomes empty and {@code $${NAME}} stands for
 * the text {@code ${NAME}} itself. A dollar sign that is not followed by a brace ends the expansion of that value, and
 * what a variable holds is expanded again.
 */
public final class VariableExpansion implements UnaryOperator<String> {
    private static final int MAX_REPLACEMENTS = 1000;
    private final Function<String, Optional<String>> variables;

    /** Makes an expansion that looks names up in {@code variables}. */
    public VariableExpansion(Function<String, Optional<String>> variables) {
        this.variables = variables;
    }

    @Override
    public String apply(String value) {
        StringBuilder text = new StringBuilder(value);
        int at = text.indexOf("$");
        for (int i = 0; at >= 0 && i < MAX_REPLACEMENTS; i++) {
            int close = text.indexOf("}", at);
            if (close < 0) {
                break;
            }
            if (text.indexOf("${", at) == at) {
                String name = text.substring(at + 2, close);
                text.replace(at, close + 1, variables.apply(name).orElse(""));
            } else if (text.indexOf("$${", at) == at) {
                text.deleteCharAt(at++);
            } else {
                break;
            }
            at = text.indexOf("$", at);
        }
        return text.toString();
    }
}
