package io.peregrine.filter.typed;

import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;
import io.peregrine.filter.syntax.Transformer;
import io.peregrine.schema.ParamType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What to write instead of what does not fit. */
final class ValueHints {
    private ValueHints() {}

    /** For a value that is none of a type. */
    static Optional<String> value(ParamType type, Operator operator) {
        if (operator == Operator.BCONTAINS || operator == Operator.BSTARTSWITH) {
            return Optional.of("write two hexadecimal digits for each byte, such as 7f454c46");
        }
        if (operator == Operator.REGEX) {
            return Optional.of(
                    "the syntax is that of POSIX: [0-9] and [[:alpha:]] instead of \\d and \\w, no (?...) and no back-references");
        }
        return switch (ValueKind.of(type)) {
            case DOUBLE -> Optional.of("write a whole number");
            case BOOL -> Optional.of("write true or false");
            case TEXT, BUFFER ->
                Optional.of("a value has at most 255 bytes; compare a part of it by startswith or contains");
            case ADDRESS ->
                Optional.of("write an address such as 10.0.0.1 or ::1; networks are compared by fd.net and its like");
            case NETWORK -> Optional.of("write a network such as 10.0.0.0/8 or fe80::/10");
            case SIGNED, UNSIGNED ->
                Optional.of(
                        type == ParamType.PORT
                                ? "write a number up to 65535 or the name of a service, as in /etc/services"
                                : "write a decimal number; units such as 1s are unknown");
            case OPAQUE -> Optional.empty();
        };
    }

    /** For an operator that a type does not know. */
    static Optional<String> operators(ParamType type, boolean list) {
        String known = Arrays.stream(Operator.values())
                .filter(operator -> OperatorRules.misfit(operator, Quantifier.NONE, type, list)
                        .isEmpty())
                .map(Operator::symbol)
                .collect(Collectors.joining(", "));
        return Optional.of("here may stand " + known);
    }

    /** For a call that is refused. */
    static Optional<String> call(Transformer transformer) {
        return Optional.of(
                switch (transformer) {
                    case JOIN -> "join takes a separator and a list: join(\", \", (proc.name, proc.pname))";
                    case CONCAT -> "concat takes two texts or more: concat(proc.name, \" \", fd.name)";
                    case GETOPT -> "getopt takes a list and the options: getopt((\"-a\", \"x\"), \"a:\")[a]";
                    case LEN -> "len takes text, a buffer or a list";
                    case TOLOWER, TOUPPER, BASENAME -> transformer.word() + " takes text";
                    case B64 -> "b64 takes text or a buffer";
                    case VAL -> "val takes one field";
                });
    }

    /** For an argument that a field does not take. */
    static Optional<String> argument(String name, ArgumentForm form) {
        return switch (form) {
            case NONE -> Optional.of(name + " takes no argument");
            case INDEX, NUMBER, UNSIGNED -> Optional.of("write a number in brackets: " + name + "[1]");
            case KEY, INDEX_OR_KEY, UNSIGNED_OR_KEY -> Optional.of("write a name in brackets: " + name + "[NAME]");
            case PARAMETER -> Optional.of("name a parameter, such as " + name + ".fd, or number it: " + name + "[0]");
            case RAW_PARAMETER -> Optional.of("name a parameter, such as " + name + ".fd");
            case SUFFIX -> Optional.of("write a word behind a dot, such as " + name + ".cpu");
            case SRC_OR_DST -> Optional.of("write " + name + ", " + name + ".src or " + name + ".dst");
            case EVENT_NAME -> Optional.of("name an event, such as " + name + ".open");
        };
    }
}
