package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;

import io.peregrine.event.EventView;
import io.peregrine.fields.Field;
import io.peregrine.fields.param.Params;
import io.peregrine.filter.field.EventScope;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.Positions;
import java.util.List;
import java.util.function.Predicate;

/**
 * The event fields of how a file was opened. Every event has them: false for what opens no file. The flags are the driver's, in which
 * opening for both sides has both bits.
 */
final class OpenModeFields {
    private static final long READ = 1;
    private static final long WRITE = 1 << 1;
    private static final long CREATE = 1 << 2;
    private static final long TEMPORARY = 1 << 13;
    private static final long CREATED = 1 << 14;
    private static final long ANY_EXECUTE = 0111;
    private static final int CREAT_MODE = Positions.CREAT_X.MODE;
    private static final int NO_MODE = -1;

    private static final EventScope OPENS = EventScope.of(event -> switch (event.code()) {
        case EventCodes.SYSCALL_OPEN_X,
                EventCodes.SYSCALL_CREAT_X,
                EventCodes.SYSCALL_OPEN_BY_HANDLE_AT_X,
                EventCodes.SYSCALL_OPENAT_2_X,
                EventCodes.SYSCALL_OPENAT2_X -> true;
        default -> false;
    });

    private OpenModeFields() {}

    static List<Field> all() {
        return List.of(
                truth("evt.is_open_read", "Whether the call opens a file for reading.", event -> hasFlag(event, READ)),
                truth(
                        "evt.is_open_write",
                        "Whether the call opens a file for writing.",
                        event -> hasFlag(event, WRITE)),
                truth(
                        "evt.is_open_exec",
                        "Whether the call may create a file and asks for it to be executable by anyone.",
                        OpenModeFields::makesExecutable),
                truth("evt.is_open_create", "Whether the call created a file.", OpenModeFields::creates));
    }

    private static Field truth(String name, String description, Predicate<EventView> of) {
        return field(name, description)
                .flag((context, out) -> out.set(of.test(context.event())))
                .within(OPENS);
    }

    private static boolean hasFlag(EventView event, long flag) {
        return (flags(event) & flag) != 0;
    }

    /** The flags of an open, 0 for any other event. */
    private static long flags(EventView event) {
        return switch (event.code()) {
            case EventCodes.SYSCALL_OPEN_X, EventCodes.SYSCALL_OPEN_BY_HANDLE_AT_X ->
                event.unsigned(Positions.OPEN_X.FLAGS);
            case EventCodes.SYSCALL_OPENAT_2_X, EventCodes.SYSCALL_OPENAT2_X ->
                event.unsigned(Positions.OPENAT_X.FLAGS);
            default -> 0;
        };
    }

    private static boolean makesExecutable(EventView event) {
        int mode = switch (event.code()) {
            case EventCodes.SYSCALL_OPEN_X -> Positions.OPEN_X.MODE;
            case EventCodes.SYSCALL_OPENAT_2_X, EventCodes.SYSCALL_OPENAT2_X -> Positions.OPENAT_X.MODE;
            default -> NO_MODE;
        };
        if (event.code() == EventCodes.SYSCALL_CREAT_X) {
            return (event.unsigned(CREAT_MODE) & ANY_EXECUTE) != 0;
        }
        return mode != NO_MODE && hasFlag(event, CREATE | TEMPORARY) && (event.unsigned(mode) & ANY_EXECUTE) != 0;
    }

    private static boolean creates(EventView event) {
        boolean temporary = hasFlag(event, TEMPORARY) && Params.hasResult(event) && Params.result(event) >= 0;
        return hasFlag(event, CREATED) || temporary;
    }
}
