package io.peregrine.kernelfilter;

import io.peregrine.event.render.FlagText;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.filter.field.FieldReference;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Constant;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.Positions;
import java.util.List;

/** Comparisons of the family that a socket is made of, for calls that made one of a known family. */
final class FamilyChecks {
    private FamilyChecks() {}

    /** Whether a comparison is false for each of them. */
    static boolean isNever(FieldReference field, Condition.Check check, EventClass events) {
        List<Constant> constants = NumberChecks.constants(check.right());
        return ArgumentPlace.of(field, events.descriptor()) == Positions.SOCKET_X.DOMAIN
                && !constants.isEmpty()
                && constants.stream()
                        .allMatch(constant -> constant instanceof Constant.Bytes bytes
                                && isNever(check.operator(), bytes.text(), names(events.family())));
    }

    private static boolean isNever(Operator operator, String text, String names) {
        return switch (operator) {
            case EQ, IN -> !names.equals(text);
            case CONTAINS -> !names.contains(text);
            case STARTSWITH -> !names.startsWith(text);
            default -> false;
        };
    }

    /** The names of a family, as the parameter shows them. */
    static String names(int family) {
        EventDescriptor event = EventTable.byCode(EventCodes.SOCKET_SOCKET_X);
        TextBuffer names = new TextBuffer();
        FlagText.appendEnum(
                names, event.params().get(Positions.SOCKET_X.DOMAIN).flagSet().orElseThrow(), family);
        return names.copy().toString();
    }
}
