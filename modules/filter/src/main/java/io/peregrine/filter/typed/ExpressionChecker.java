package io.peregrine.filter.typed;

import io.peregrine.filter.field.FieldCatalog;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.field.FieldResolver;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.syntax.Operand;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Origin;
import io.peregrine.schema.ParamType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns fields and transformer calls into expressions. Errors are reported at the comparison that they stand in. */
final class ExpressionChecker {
    private final FieldCatalog catalog;
    private final FieldResolver fields;

    ExpressionChecker(FieldCatalog catalog) {
        this.catalog = catalog;
        this.fields = new FieldResolver(catalog);
    }

    Expression check(Operand operand, int position) throws FilterException {
        return switch (operand) {
            case Operand.FieldName field -> field(field, position);
            case Operand.Call call -> call(call, position);
            case Operand.Word word ->
                new Expression.Text(new Constant.Bytes(word.text().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            case Operand.Elements elements -> new Expression.Elements(checkAll(elements.elements(), position));
            case Operand.Words words -> throw new FilterException("a field is expected here", words.origin(), position);
        };
    }

    private List<Expression> checkAll(List<Operand> operands, int position) throws FilterException {
        List<Expression> checked = new ArrayList<>(operands.size());
        for (Operand operand : operands) {
            checked.add(check(operand, position));
        }
        return checked;
    }

    private Expression field(Operand.FieldName field, int position) throws FilterException {
        return switch (fields.resolve(field.name(), field.argument())) {
            case FieldResolver.Found found -> new Expression.Field(found.reference());
            case FieldResolver.Refused refused ->
                throw new FilterException(refused.message(), field.origin(), position).withHint(hint(field.name()));
        };
    }

    private Optional<String> hint(String name) {
        Optional<String> argument =
                catalog.find(name).flatMap(field -> ValueHints.argument(field.name(), field.argument()));
        if (name.startsWith("evt.arg.") || name.startsWith("evt.rawarg.")) {
            return Optional.of("peregrine --list-events shows the parameters of all events");
        }
        return argument.or(() -> UnknownField.hint(name, catalog));
    }

    private Expression call(Operand.Call call, int position) throws FilterException {
        List<Expression> arguments = checkAll(call.arguments(), position);
        Optional<String> misfit = TransformerRules.misfit(call.transformer(), arguments, call.selector());
        if (misfit.isPresent()) {
            throw new FilterException(misfit.get(), call.origin(), position)
                    .withHint(ValueHints.call(call.transformer()));
        }
        Expression first = arguments.getFirst();
        Optional<Character> selector = call.selector().map(text -> text.charAt(0));
        return switch (call.transformer()) {
            case VAL -> first;
            case LEN -> made(call, arguments, selector, ParamType.UINT64, false);
            case TOLOWER, TOUPPER, B64, BASENAME -> made(call, arguments, selector, first.type(), first.isList());
            case JOIN, CONCAT -> made(call, arguments, selector, ParamType.CHARBUF, false);
            case GETOPT -> made(call, arguments, selector, ParamType.CHARBUF, selector.isEmpty());
        };
    }

    private static Expression made(
            Operand.Call call, List<Expression> arguments, Optional<Character> selector, ParamType type, boolean list) {
        return new Expression.Call(call.transformer(), arguments, selector, type, list);
    }

    /** The right side of a comparison: a field in {@code val()} or another transformer. */
    Expression checkRight(Operand.Call call, Expression left, Operator operator, int position) throws FilterException {
        Expression right = check(call, position);
        Optional<String> misfit = rightMisfit(left, right, operator);
        if (misfit.isPresent()) {
            Origin where = call.origin();
            throw new FilterException(misfit.get(), where, position)
                    .withHint(Optional.of("compare fields of the same type, or the field with a constant"));
        }
        return right;
    }

    private static Optional<String> rightMisfit(Expression left, Expression right, Operator operator) {
        if (operator == Operator.PMATCH || operator == Operator.REGEX) {
            return Optional.of("operator '" + operator.name() + "' doesn't support right-hand side fields");
        }
        if (ValueKind.of(left.type()) == ValueKind.NETWORK) {
            return Optional.of("field type 'IPNET' doesn't support right-hand side fields");
        }
        if (isRefused(left)) {
            return Optional.of("field '" + fieldName(left) + "' doesn't support right-hand side fields");
        }
        if (isRefused(right)) {
            return Optional.of("field '" + fieldName(right) + "' can't be used as a right-hand side field");
        }
        if (left.type() != right.type() || left.isList() != right.isList()) {
            return Optional.of("field '" + fieldName(left) + "' has type '" + typeName(left)
                    + " while the right-hand side field '" + fieldName(right) + "' has incompatible type '"
                    + typeName(right));
        }
        return Optional.empty();
    }

    private static String typeName(Expression expression) {
        String name = OperatorRules.typeName(expression.type());
        return expression.isList() ? name + " (list)'" : name + "'";
    }

    private static boolean isRefused(Expression expression) {
        return TransformerRules.innermost(expression) instanceof Expression.Field field
                && field.reference().field().has(FieldFlag.NO_RIGHT_SIDE);
    }

    static String fieldName(Expression expression) {
        return TransformerRules.innermost(expression) instanceof Expression.Field field
                ? field.reference().field().name()
                : "NA";
    }
}
