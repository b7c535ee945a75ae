package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.filter.field.FieldCatalog;
import io.peregrine.filter.syntax.ConditionParser;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.syntax.Operand;
import io.peregrine.filter.typed.ConditionChecker;
import io.peregrine.filter.typed.Services;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The event sources that rules may name, each with a checker over its fields. */
final class Sources {
    private final Map<String, ConditionChecker> checkers = new LinkedHashMap<>();

    Sources(Map<String, FieldCatalog> catalogs, Services services) {
        catalogs.forEach((source, catalog) -> checkers.put(source, new ConditionChecker(catalog, services)));
    }

    /** The checker of a source, empty when there is no such source. */
    Optional<ConditionChecker> checker(String source) {
        return Optional.ofNullable(checkers.get(source));
    }

    /** The names of all sources, sorted. */
    Set<String> names() {
        return new TreeSet<>(checkers.keySet());
    }

    /** What may have been meant by a text that is no field of a source. */
    static Optional<String> hint(ConditionChecker checker, MappedText text) {
        try {
            checker.check(ConditionParser.parseOperand(text));
            return Optional.empty();
        } catch (FilterException e) {
            return e.hint();
        }
    }

    /** Whether a text is a field or transformer call of a source. */
    static boolean isField(ConditionChecker checker, MappedText text) {
        try {
            Operand operand = ConditionParser.parseOperand(text);
            checker.check(operand);
            return true;
        } catch (FilterException e) {
            return false;
        }
    }
}
