package io.peregrine.filter.typed;

import io.peregrine.filter.field.FieldCatalog;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.syntax.Operand;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a parsed condition, macros already put in, into a {@link Condition}: finds its fields, parses its constants and refuses what does
 * not fit. Immutable; any thread may use it.
 */
public final class ConditionChecker {
    private final ExpressionChecker expressions;
    private final ValueParser values;
    private final ValueWarnings valueWarnings;
    private final EventNames eventNames;

    /** A checker over the fields of a catalog and the services of a machine. */
    public ConditionChecker(FieldCatalog catalog, Services services) {
        this.expressions = new ExpressionChecker(catalog);
        this.values = new ValueParser(services);
        this.valueWarnings = new ValueWarnings(catalog);
        this.eventNames = new EventNames(catalog.asyncEventNames());
    }

    /**
     * Checks a condition.
     *
     * @throws FilterException for the first part, from left to right, that is wrong
     */
    public CheckedCondition check(Expr expr) throws FilterException {
        return check(expr, new CheckedParts());
    }

    /**
     * Checks a condition of which parts, the macros that it shares with others, may have been checked before.
     *
     * @param parts what this checker has checked so far; what it checks now is added
     * @throws FilterException for the first part, from left to right, that is wrong
     */
    public CheckedCondition check(Expr expr, CheckedParts parts) throws FilterException {
        CheckedCondition before = parts.of(expr);
        if (before != null) {
            return before;
        }
        List<CheckedCondition.Warning> warnings = new ArrayList<>(0);
        CheckedCondition checked = new CheckedCondition(condition(expr, parts, warnings), warnings);
        parts.keep(expr, checked);
        return checked;
    }

    /**
     * Checks a field or transformer call by itself, as outputs name it.
     *
     * @throws FilterException when it is wrong
     */
    public Expression check(Operand operand) throws FilterException {
        return expressions.check(operand, operand.origin().start());
    }

    private Condition condition(Expr expr, CheckedParts parts, List<CheckedCondition.Warning> warnings)
            throws FilterException {
        return switch (expr) {
            case Expr.And and -> new Condition.And(all(and.children(), parts, warnings));
            case Expr.Or or -> new Condition.Or(all(or.children(), parts, warnings));
            case Expr.Not not -> new Condition.Not(part(not.child(), parts, warnings));
            case Expr.Exists exists -> exists(exists);
            case Expr.Compare compare -> compare(compare, warnings);
            case Expr.MacroUse use ->
                throw new FilterException("filter error: unexpected identifier '" + use.name() + "'", use.origin());
        };
    }

    private List<Condition> all(List<Expr> children, CheckedParts parts, List<CheckedCondition.Warning> warnings)
            throws FilterException {
        List<Condition> checked = new ArrayList<>(children.size());
        for (Expr child : children) {
            checked.add(part(child, parts, warnings));
        }
        return checked;
    }

    private Condition part(Expr expr, CheckedParts parts, List<CheckedCondition.Warning> warnings)
            throws FilterException {
        if (expr instanceof Expr.Compare || expr instanceof Expr.Exists) {
            return condition(expr, parts, warnings);
        }
        CheckedCondition checked = check(expr, parts);
        warnings.addAll(checked.warnings());
        return checked.condition();
    }

    private Condition exists(Expr.Exists exists) throws FilterException {
        Expression left = expressions.check(exists.left(), exists.origin().start());
        return check(left, Operator.EXISTS, new Right.Nothing(), exists);
    }

    private Condition compare(Expr.Compare compare, List<CheckedCondition.Warning> warnings) throws FilterException {
        int position = compare.origin().start();
        Expression left = expressions.check(compare.left(), position);
        Optional<String> misfit =
                OperatorRules.misfit(compare.operator(), compare.quantifier(), left.type(), left.isList());
        if (misfit.isPresent()) {
            throw new FilterException("filter error: " + misfit.get(), compare.origin(), position)
                    .withHint(ValueHints.operators(left.type(), left.isList()));
        }
        Right right = right(compare, left, warnings);
        return check(left, compare.operator(), right, compare);
    }

    private static Condition check(Expression left, Operator operator, Right right, Expr expr) throws FilterException {
        Optional<String> misuse = EventTypeRules.misuse(left, operator, right);
        if (misuse.isPresent()) {
            throw new FilterException(misuse.get(), expr.origin())
                    .withHint(Optional.of("compare the field itself with names, such as evt.type in (open, openat)"));
        }
        return new Condition.Check(left, operator, right, expr.origin());
    }

    private Right right(Expr.Compare compare, Expression left, List<CheckedCondition.Warning> warnings)
            throws FilterException {
        return switch (compare.right()) {
            case Operand.Word word -> {
                Constant value = constant(word, word, compare, left, warnings);
                boolean single = !compare.operator().takesList() && compare.quantifier() == Quantifier.NONE;
                yield single ? new Right.Value(value) : new Right.Values(List.of(value), compare.quantifier());
            }
            case Operand.Words words ->
                new Right.Values(constants(words, compare, left, warnings), compare.quantifier());
            case Operand.Call call ->
                new Right.Computed(expressions.checkRight(
                        call, left, compare.operator(), compare.origin().start()));
            case Operand.FieldName _, Operand.Elements _ ->
                throw new FilterException(
                        "a value is expected here", compare.right().origin());
        };
    }

    private List<Constant> constants(
            Operand.Words words, Expr.Compare compare, Expression left, List<CheckedCondition.Warning> warnings)
            throws FilterException {
        boolean isLong = words.words().size() > WrittenConstants.LONG;
        List<Constant> constants = new ArrayList<>(isLong ? 0 : words.words().size());
        for (Operand.Word word : words.words()) {
            Constant constant = constant(word, words, compare, left, warnings);
            if (!isLong) {
                constants.add(constant);
            }
        }
        return isLong ? new WrittenConstants(words.words(), reading(compare, left)) : constants;
    }

    private WrittenConstants.Reading reading(Expr.Compare compare, Expression left) {
        return new WrittenConstants.Reading(values, left.type(), compare.operator(), isRawParameter(left));
    }

    private Constant constant(
            Operand.Word word,
            Operand whole,
            Expr.Compare compare,
            Expression left,
            List<CheckedCondition.Warning> warnings)
            throws FilterException {
        for (String message : valueWarnings.of(word.text(), compare.operator())) {
            warnings.add(new CheckedCondition.Warning(message, whole.origin()));
        }
        try {
            Constant constant = reading(compare, left).constant(word.text());
            if (isEventType(left)) {
                eventNames.check(word.text());
            }
            requireEquality(left, compare.operator());
            if (compare.operator() == Operator.REGEX) {
                ValueWarnings.checkRegex(word.text());
            }
            return constant;
        } catch (ValueParser.InvalidValue e) {
            throw new FilterException(
                            e.getMessage(), word.origin(), compare.origin().start())
                    .withHint(hint(left, compare.operator(), word.text()));
        }
    }

    private static boolean isRawParameter(Expression left) {
        return left instanceof Expression.Field field
                && field.reference().field().argument() == io.peregrine.filter.field.ArgumentForm.RAW_PARAMETER;
    }

    /** Names of events are checked below transformers too. */
    private static boolean isEventType(Expression left) {
        return TransformerRules.innermost(left) instanceof Expression.Field field
                && field.reference().field().name().equals("evt.type");
    }

    private Optional<String> hint(Expression left, Operator operator, String value) {
        if (isEventType(left)) {
            return eventNames.hint(value);
        }
        return operator != Operator.EQ && isEqualityOnly(left)
                ? Optional.of("write = instead of " + operator.symbol())
                : ValueHints.value(left.type(), operator);
    }

    private static boolean isEqualityOnly(Expression left) {
        return left instanceof Expression.Field field
                && field.reference().field().has(FieldFlag.EQUALITY_ONLY);
    }

    private static void requireEquality(Expression left, Operator operator) throws ValueParser.InvalidValue {
        if (operator != Operator.EQ && isEqualityOnly(left)) {
            throw new ValueParser.InvalidValue(
                    ExpressionChecker.fieldName(left) + " supports only '=' comparison operator");
        }
    }
}
