package io.peregrine.kernelfilter;

import io.peregrine.filter.field.FieldReference;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Constant;
import io.peregrine.filter.typed.Right;
import io.peregrine.schema.EventDescriptor;
import java.util.Set;

/**
 * Comparisons of how a file was opened, for calls that opened to read alone: without writing, creating and truncating, and without asking for a directory, which events
 * show as O_TMPFILE.
 */
final class OpenChecks {
    /** True only of other opens. */
    private static final Set<String> OTHERWISE = Set.of("evt.is_open_write", "evt.is_open_create", "evt.is_open_exec");

    private static final Set<String> OTHER_FLAGS =
            Set.of("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_TMPFILE", "O_F_CREATED", "O_DIRECTORY");

    private OpenChecks() {}

    /** Whether a comparison is false for each of them. */
    static boolean isNever(FieldReference field, Condition.Check check, EventClass events) {
        if (!(check.right() instanceof Right.Value(Constant value))) {
            return false;
        }
        return switch (value) {
            case Constant.Truth truth ->
                OTHERWISE.contains(field.field().name())
                        && check.operator() == (truth.value() ? Operator.EQ : Operator.NE);
            case Constant.Bytes bytes ->
                isFlags(field, events.descriptor())
                        && check.operator() == Operator.CONTAINS
                        && OTHER_FLAGS.contains(bytes.text());
            default -> false;
        };
    }

    private static boolean isFlags(FieldReference field, EventDescriptor event) {
        int place = ArgumentPlace.of(field, event);
        return place != ArgumentPlace.NONE && place == event.indexOf("flags");
    }
}
