package io.peregrine.loader;

import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.Operand;
import io.peregrine.filter.syntax.Printer;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The names that a condition uses, collected for descriptions. */
final class UsedNames {
    private static final Set<String> EVENT_TYPES = Set.of("evt.type", "evt.asynctype");

    private final Predicate<String> isMacro;
    private final Predicate<String> isList;
    private final Set<String> fields = new TreeSet<>();
    private final Set<String> operators = new TreeSet<>();
    private final Set<String> macros = new TreeSet<>();
    private final Set<String> lists = new TreeSet<>();
    private final Set<String> eventNames = new TreeSet<>();

    private UsedNames(Predicate<String> isMacro, Predicate<String> isList) {
        this.isMacro = isMacro;
        this.isList = isList;
    }

    /** The names in a condition, of which these predicates know which are macros and lists. */
    static UsedNames in(Expr expr, Predicate<String> isMacro, Predicate<String> isList) {
        UsedNames names = new UsedNames(isMacro, isList);
        names.collect(expr);
        return names;
    }

    Set<String> fields() {
        return fields;
    }

    Set<String> operators() {
        return operators;
    }

    Set<String> macros() {
        return macros;
    }

    Set<String> lists() {
        return lists;
    }

    /** What the types of events are compared with. */
    Set<String> eventNames() {
        return eventNames;
    }

    private void collect(Expr expr) {
        switch (expr) {
            case Expr.And and -> and.children().forEach(this::collect);
            case Expr.Or or -> or.children().forEach(this::collect);
            case Expr.Not not -> collect(not.child());
            case Expr.MacroUse use -> {
                if (isMacro.test(use.name())) {
                    macros.add(use.name());
                }
            }
            case Expr.Exists exists -> {
                operators.add("exists");
                collect(exists.left());
            }
            case Expr.Compare compare -> {
                operators.add(Printer.operator(compare));
                collect(compare.left());
                collect(compare.right());
                if (compare.left() instanceof Operand.FieldName field && EVENT_TYPES.contains(field.name())) {
                    collectEventNames(compare.right());
                }
            }
        }
    }

    private void collect(Operand operand) {
        switch (operand) {
            case Operand.FieldName field ->
                fields.add(
                        field.argument().filter(text -> !text.isEmpty()).isPresent()
                                ? field.reference()
                                : field.name());
            case Operand.Call call -> call.arguments().forEach(this::collect);
            case Operand.Elements elements -> elements.elements().forEach(this::collect);
            case Operand.Words words -> words.words().forEach(this::collectList);
            case Operand.Word word -> {}
        }
    }

    private void collectEventNames(Operand right) {
        switch (right) {
            case Operand.Word word -> eventNames.add(word.text());
            case Operand.Words words -> words.words().forEach(word -> eventNames.add(word.text()));
            case Operand.FieldName _, Operand.Call _, Operand.Elements _ -> {}
        }
    }

    private void collectList(Operand.Word word) {
        if (isList.test(word.text())) {
            lists.add(word.text());
        }
    }
}
