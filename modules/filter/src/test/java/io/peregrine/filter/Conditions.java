package io.peregrine.filter;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.filter.syntax.ConditionParser;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.typed.CheckedCondition;
import io.peregrine.filter.typed.ConditionChecker;
import io.peregrine.filter.typed.Services;
import java.nio.file.Path;

/** Short ways to the public doors, for tests. */
final class Conditions {
    private static final ConditionChecker CHECKER =
            new ConditionChecker(new ToyCatalog(), Services.ofFile(Path.of("/nonexistent")));

    private Conditions() {}

    static CheckedCondition check(String text) throws FilterException {
        return CHECKER.check(ConditionParser.parse(MappedText.of(new SourceText("<test>", text))));
    }

    static String refusal(String text) {
        try {
            check(text);
            return "accepted";
        } catch (FilterException e) {
            return e.getMessage();
        }
    }
}
