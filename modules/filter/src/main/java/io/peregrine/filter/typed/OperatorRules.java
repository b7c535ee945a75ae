package io.peregrine.filter.typed;

import static io.peregrine.filter.syntax.Operator.*;

import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;
import io.peregrine.schema.ParamType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which operators go with which types. */
public final class OperatorRules {
    private static final Set<Operator> NUMERIC = EnumSet.of(EQ, NE, LT, LE, GT, GE, IN, INTERSECTS);
    private static final Set<Operator> EQUALITY = EnumSet.of(EQ, NE, IN, INTERSECTS);
    private static final Set<Operator> TEXT = EnumSet.complementOf(EnumSet.of(BCONTAINS, BSTARTSWITH));
    private static final Set<Operator> BUFFER =
            EnumSet.of(EQ, NE, CONTAINS, IN, STARTSWITH, ENDSWITH, INTERSECTS, BCONTAINS, BSTARTSWITH);
    private static final Set<Operator> LIST = EnumSet.of(IN, INTERSECTS);
    private static final Set<ParamType> LIST_TYPES = EnumSet.of(
            ParamType.CHARBUF,
            ParamType.UINT64,
            ParamType.RELTIME,
            ParamType.ABSTIME,
            ParamType.BOOL,
            ParamType.IPADDR,
            ParamType.IPNET);

    private OperatorRules() {}

    /** Why an operator cannot look at a type, empty when it can. */
    public static Optional<String> misfit(Operator operator, Quantifier quantifier, ParamType type, boolean list) {
        if (operator == EXISTS) {
            return Optional.empty();
        }
        String quoted = "'" + operator.symbol() + "'";
        if (list) {
            return LIST_TYPES.contains(type)
                    ? unless(LIST.contains(operator), quoted + " operator not supported list filters")
                    : Optional.of("list filters are not supported for type '" + typeName(type) + "'");
        }
        return switch (ValueKind.of(type)) {
            case SIGNED, UNSIGNED, DOUBLE ->
                unless(NUMERIC.contains(operator), quoted + " operator not supported for numeric filters");
            case BOOL -> unless(EQUALITY.contains(operator), quoted + " operator not supported for numeric filters");
            case TEXT -> unless(TEXT.contains(operator), quoted + " operator not supported for string filters");
            case BUFFER -> unless(BUFFER.contains(operator), quoted + " operator not supported for buffer filters");
            case ADDRESS, NETWORK ->
                unless(
                        EQUALITY.contains(operator),
                        quoted + (quantifier == Quantifier.NONE ? " operator" : " with modifier")
                                + " not supported for ip address and network filters");
            case OPAQUE -> Optional.of(quoted + " operator not supported for type '" + typeName(type) + "'");
        };
    }

    private static Optional<String> unless(boolean fits, String message) {
        return fits ? Optional.empty() : Optional.of(message);
    }

    /** The name of a type as messages and lists of fields print it. */
    static String typeName(ParamType type) {
        return type == ParamType.DYN ? "DYNAMIC" : type.name();
    }
}
