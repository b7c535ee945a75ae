package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;
import io.peregrine.filter.typed.ConditionChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an exception must have, and what it gets when it lacks operators. */
final class ExceptionRules {
    private static final Set<String> SINGLE_OPERATORS = Set.of("in", "pmatch", "intersects");

    private final Sources sources;

    ExceptionRules(Sources sources) {
        this.sources = sources;
    }

    /** The exceptions of a rule that is defined, completed. */
    List<ExceptionDefinition> defined(List<ExceptionDefinition> exceptions, String source) throws LoadException {
        List<ExceptionDefinition> completed = new ArrayList<>();
        for (ExceptionDefinition exception : exceptions) {
            if (!exception.fields().isGiven()) {
                throw LoadException.meaning(
                        "Rule exception item must have fields property with a list of fields", exception.context());
            }
            completed.add(completed(exception, sources.checker(source)));
        }
        return completed;
    }

    /** The exceptions of a rule with more added: values to one of the same name, else a new one. */
    List<ExceptionDefinition> appended(List<ExceptionDefinition> old, List<ExceptionDefinition> more, String source)
            throws LoadException {
        List<ExceptionDefinition> all = new ArrayList<>(old);
        for (ExceptionDefinition exception : more) {
            int index = indexOf(all, exception.name());
            if (index < 0) {
                requireNew(exception);
                all.add(completed(exception, sources.checker(source)));
            } else {
                requireOnlyValues(exception);
                all.set(index, all.get(index).withMoreValues(exception.values()));
            }
        }
        return all;
    }

    private static int indexOf(List<ExceptionDefinition> exceptions, String name) {
        for (int i = 0; i < exceptions.size(); i++) {
            if (exceptions.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static void requireNew(ExceptionDefinition exception) throws LoadException {
        if (!exception.fields().isGiven()) {
            throw LoadException.meaning(
                    "Rule exception must have fields property with a list of fields", exception.context());
        }
        if (exception.values().isEmpty()) {
            throw LoadException.meaning(
                    "Rule exception must have values property with a list of values", exception.context());
        }
    }

    private static void requireOnlyValues(ExceptionDefinition exception) throws LoadException {
        if (exception.fields().isGiven()) {
            throw LoadException.meaning(
                    "Can not append exception fields to existing exception, only values",
                    exception.context().pointingAt(exception.fields().place()));
        }
        if (exception.comps().isGiven()) {
            throw LoadException.meaning(
                    "Can not append exception comps to existing exception, only values",
                    exception.context().pointingAt(exception.comps().place()));
        }
    }

    private static ExceptionDefinition completed(ExceptionDefinition exception, Optional<ConditionChecker> checker)
            throws LoadException {
        ExceptionEntry comps =
                exception.fields() instanceof ExceptionEntry.Many many ? comps(exception, many) : comp(exception);
        if (checker.isPresent()) {
            List<ExceptionEntry> fields =
                    exception.fields() instanceof ExceptionEntry.Many many ? many.items() : List.of(exception.fields());
            for (ExceptionEntry field : fields) {
                if (!Sources.isField(checker.get(), field.text())) {
                    throw LoadException.meaning(
                                    "'" + field.text() + "' is not a supported filter field",
                                    exception.context().pointingAt(field.text()))
                            .withHint(Sources.hint(checker.get(), field.text()));
                }
            }
        }
        return exception.withComps(comps);
    }

    private static ExceptionEntry comps(ExceptionDefinition exception, ExceptionEntry.Many fields)
            throws LoadException {
        List<ExceptionEntry> comps = new ArrayList<>(exception.comps().items());
        if (!exception.comps().isGiven()) {
            fields.items().forEach(_ -> comps.add(new ExceptionEntry.One(MappedText.unmapped("="))));
        }
        if (comps.size() != fields.items().size()) {
            throw LoadException.meaning(
                            "Fields and comps lists must have equal length",
                            exception.context().pointingAt(exception.comps().place()))
                    .withHint("one comparison for each of the " + fields.items().size() + " fields is needed");
        }
        for (int i = 0; i < comps.size(); i++) {
            MappedText comp = MappedTexts.trimmed(comps.get(i).text());
            if (!isOperator(comp.text()) && !isQuantified(comp.text())) {
                throw LoadException.meaning(
                        "'" + comp + "' is not a supported comparison operator",
                        exception.context().pointingAt(comp));
            }
            comps.set(i, new ExceptionEntry.One(comp));
        }
        return new ExceptionEntry.Many(comps);
    }

    private static ExceptionEntry comp(ExceptionDefinition exception) throws LoadException {
        if (!exception.comps().isGiven()) {
            return new ExceptionEntry.One(MappedText.unmapped("in"));
        }
        if (!(exception.comps() instanceof ExceptionEntry.One one)) {
            throw LoadException.meaning(
                    "Fields and comps must both be strings",
                    exception.context().pointingAt(exception.comps().place()));
        }
        MappedText comp = MappedTexts.trimmed(one.text());
        if (!SINGLE_OPERATORS.contains(comp.text()) && !isQuantified(comp.text())) {
            throw LoadException.meaning(
                    "When fields is a single value, comps must be one of (in, pmatch, intersects) or a modifier "
                            + "operator (e.g. startswith oneof)",
                    exception.context().pointingAt(comp));
        }
        return new ExceptionEntry.One(comp);
    }

    private static boolean isOperator(String text) {
        return Operator.bySymbol(text).isPresent();
    }

    /** Whether an operator takes a list on its right. */
    static boolean takesList(String comp) {
        return SINGLE_OPERATORS.contains(comp) || isQuantified(comp);
    }

    private static boolean isQuantified(String comp) {
        int blank = comp.indexOf(' ');
        if (blank < 0) {
            return false;
        }
        String word = comp.substring(blank + 1);
        boolean quantifier = !word.equals("none") && isQuantifier(word);
        return quantifier
                && Operator.bySymbol(comp.substring(0, blank))
                        .filter(Operator::takesQuantifier)
                        .isPresent();
    }

    private static boolean isQuantifier(String word) {
        for (Quantifier quantifier : Quantifier.values()) {
            if (quantifier.name().toLowerCase(Locale.ROOT).equals(word)) {
                return true;
            }
        }
        return false;
    }
}
