package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.FieldFlag.HIDDEN;

import io.peregrine.event.EventView;
import io.peregrine.fields.Field;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.schema.EventCategory;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;
import java.util.List;
import java.util.function.Predicate;

/** The event fields that count: 1 for what they count, 0 or absent for all else. */
final class EventCountFields {
    private EventCountFields() {}

    static List<Field> all() {
        return List.of(
                count("evt.count", "Always 1.", (context, out) -> out.set(1)),
                count(
                        "evt.count.error",
                        "1 for a call that failed, 0 for one that did not.",
                        EventResultFields::failed),
                errors(
                        "evt.count.error.file",
                        "1 for a call on a file or directory that failed, 0 for one that did not.",
                        EventCountFields::isOnFile),
                errors(
                        "evt.count.error.net",
                        "1 for a call on a socket that failed, 0 for one that did not.",
                        EventCountFields::isOnSocket),
                errors(
                        "evt.count.error.memory",
                        "1 for a call about memory that failed, 0 for one that did not.",
                        EventCountFields::isMemory),
                errors(
                        "evt.count.error.other",
                        "1 for any other call that failed, 0 for one that did not.",
                        EventCountFields::isOther),
                count(
                        "evt.count.exit",
                        "1 for an event at the end of a call.",
                        (context, out) -> !context.event().descriptor().isEnter() && out.set(1)),
                hidden(
                        "evt.count.procinfo",
                        "1 for a process-information event of a main thread, else 0.",
                        (context, out) -> out.set(context.event().code() == EventCodes.PROCINFO_E
                                && context.thread().isMainThread()
                                && !context.thread().isNone())),
                hidden(
                        "evt.count.threadinfo",
                        "1 for a process-information event, else 0.",
                        (context, out) -> out.set(context.event().code() == EventCodes.PROCINFO_E)));
    }

    private static Field count(String name, String description, NumberExtractor extractor) {
        return field(name, description).number(ParamType.UINT32, PrintFormat.DEC, extractor);
    }

    private static Field hidden(String name, String description, NumberExtractor extractor) {
        return field(name, description).with(HIDDEN).number(ParamType.UINT32, PrintFormat.DEC, extractor);
    }

    private static Field errors(String name, String description, Predicate<EventContext> counted) {
        return count(
                name, description, (context, out) -> counted.test(context) && EventResultFields.failed(context, out));
    }

    private static boolean isOnFile(EventContext context) {
        Descriptor descriptor = context.descriptor();
        return descriptor.isNone() ? opensFile(context.event()) : isFile(descriptor);
    }

    private static boolean isFile(Descriptor descriptor) {
        return descriptor.kind().isFile() || descriptor.kind() == DescriptorKind.DIRECTORY;
    }

    private static boolean opensFile(EventView event) {
        return switch (event.code()) {
            case EventCodes.SYSCALL_OPEN_X,
                    EventCodes.SYSCALL_CREAT_X,
                    EventCodes.SYSCALL_OPENAT_2_X,
                    EventCodes.SYSCALL_OPENAT2_X,
                    EventCodes.SYSCALL_OPEN_BY_HANDLE_AT_X -> true;
            default -> false;
        };
    }

    private static boolean isOnSocket(EventContext context) {
        Descriptor descriptor = context.descriptor();
        return descriptor.isNone() ? connects(context.event()) : isSocket(descriptor);
    }

    private static boolean isSocket(Descriptor descriptor) {
        return descriptor.kind().isInternet() || descriptor.kind() == DescriptorKind.UNIX_SOCKET;
    }

    private static boolean connects(EventView event) {
        return switch (event.code()) {
            case EventCodes.SOCKET_ACCEPT_5_X, EventCodes.SOCKET_ACCEPT4_6_X, EventCodes.SOCKET_CONNECT_X -> true;
            default -> false;
        };
    }

    private static boolean isMemory(EventContext context) {
        return context.event().descriptor().category() == EventCategory.MEMORY;
    }

    private static boolean isOther(EventContext context) {
        Descriptor descriptor = context.descriptor();
        if (!descriptor.isNone()) {
            return !isFile(descriptor) && !isSocket(descriptor);
        }
        return !opensFile(context.event()) && !connects(context.event()) && !isMemory(context);
    }
}
