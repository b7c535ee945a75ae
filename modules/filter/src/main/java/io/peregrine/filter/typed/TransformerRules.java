package io.peregrine.filter.typed;

import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.syntax.Transformer;
import io.peregrine.schema.ParamType;
import java.util.List;
import java.util.Optional;

/** What may stand inside which transformer. */
final class TransformerRules {
    private TransformerRules() {}

    /** Why a transformer cannot be applied so, empty when it can. */
    static Optional<String> misfit(Transformer transformer, List<Expression> arguments, Optional<String> selector) {
        if (arguments.size() == 1) {
            if (selector.isPresent()) {
                return Optional.of(
                        "filter error: transformer '" + transformer.word() + "' does not support field arguments");
            }
            return transformer.isSingle()
                    ? single(transformer, arguments.getFirst())
                    : Optional.of("unknown field transfomer '" + transformer.word() + "'");
        }
        return switch (transformer) {
            case JOIN -> join(arguments).or(() -> noSelector(transformer, selector));
            case CONCAT -> concat(arguments).or(() -> noSelector(transformer, selector));
            case GETOPT ->
                getopt(arguments)
                        .or(() -> selector.filter(text -> text.length() != 1)
                                .map(_ -> "getopt() field argument must be a single option character"));
            case VAL, TOLOWER, TOUPPER, B64, BASENAME, LEN ->
                Optional.of(transformer.word() + "() takes exactly one argument");
        };
    }

    private static Optional<String> noSelector(Transformer transformer, Optional<String> selector) {
        return selector.map(_ -> "transformer '" + transformer.word() + "' does not support field arguments");
    }

    private static Optional<String> single(Transformer transformer, Expression argument) {
        if (transformer == Transformer.VAL) {
            return Optional.empty();
        }
        String name = ExpressionChecker.fieldName(argument);
        if (innermost(argument) instanceof Expression.Field field
                && field.reference().field().has(FieldFlag.NO_TRANSFORMER)) {
            return Optional.of("field '" + name + "' does not support transformers");
        }
        if (takes(transformer, argument)) {
            return Optional.empty();
        }
        return Optional.of("can't add field transformer: type '" + OperatorRules.typeName(argument.type())
                + "' is not supported by '" + transformer.word() + "' transformer applied on "
                + (argument.isList() ? "list " : "") + "field '" + name + "'");
    }

    private static boolean takes(Transformer transformer, Expression argument) {
        boolean text = ValueKind.of(argument.type()) == ValueKind.TEXT;
        return switch (transformer) {
            case LEN -> argument.isList() || text || argument.type() == ParamType.BYTEBUF;
            case B64 -> argument.type() == ParamType.CHARBUF || argument.type() == ParamType.BYTEBUF;
            case TOLOWER, TOUPPER, BASENAME -> text;
            case VAL, JOIN, CONCAT, GETOPT -> false;
        };
    }

    private static Optional<String> join(List<Expression> arguments) {
        if (arguments.size() != 2) {
            return Optional.of("join() requires exactly 2 arguments: separator and list");
        }
        if (isDeclaredList(arguments.get(0))) {
            return Optional.of("join() first argument (separator) must be a single value, not a list");
        }
        return isDeclaredList(arguments.get(1))
                ? Optional.empty()
                : Optional.of("join() second argument must be a list");
    }

    private static Optional<String> concat(List<Expression> arguments) {
        boolean texts = arguments.stream()
                .allMatch(argument -> declaredType(argument) == ParamType.CHARBUF && !isDeclaredList(argument));
        return texts ? Optional.empty() : Optional.of("concat() arguments must be strings");
    }

    private static Optional<String> getopt(List<Expression> arguments) {
        if (arguments.size() != 2) {
            return Optional.of("getopt() requires exactly 2 arguments: args list and optstring");
        }
        if (!isDeclaredList(arguments.get(0))) {
            return Optional.of("getopt() first argument must be a list");
        }
        if (isDeclaredList(arguments.get(1))) {
            return Optional.of("getopt() second argument (optstring) must be a single value");
        }
        boolean texts = arguments.stream().allMatch(argument -> declaredType(argument) == ParamType.CHARBUF);
        return texts ? Optional.empty() : Optional.of("getopt() arguments must be strings");
    }

    /** The field, text, list or many-valued call below all transformers of one argument. */
    static Expression innermost(Expression expression) {
        Expression inner = expression;
        while (inner instanceof Expression.Call call && call.transformer().isSingle()) {
            inner = call.arguments().getFirst();
        }
        return inner;
    }

    /** Transformers of several arguments look at what the fields are declared as, below other transformers. */
    private static boolean isDeclaredList(Expression expression) {
        Expression inner = innermost(expression);
        return !(inner instanceof Expression.Call) && inner.isList();
    }

    private static ParamType declaredType(Expression expression) {
        return innermost(expression).type();
    }
}
