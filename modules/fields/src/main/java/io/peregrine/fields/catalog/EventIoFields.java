package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.FieldFlag.HIDDEN;

import io.peregrine.event.ByteString;
import io.peregrine.fields.Field;
import io.peregrine.fields.Slot;
import io.peregrine.fields.param.Params;
import io.peregrine.schema.EventCategory;
import io.peregrine.schema.EventFlag;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.Descriptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The event fields of reading, writing and waiting, and whether what is seen of a call was read in time. */
final class EventIoFields {
    private static final ByteString READ = ByteString.of("read");
    private static final ByteString WRITE = ByteString.of("write");
    private static final byte[] SYSLOG = {'/', 'd', 'e', 'v', '/', 'l', 'o', 'g'};

    private EventIoFields() {}

    static List<Field> all() {
        return List.of(
                field("evt.is_io", "Whether the call reads from or writes to a descriptor.")
                        .flag((context, out) ->
                                out.set(has(context, EventFlag.READS_FROM_FD) || has(context, EventFlag.WRITES_TO_FD))),
                field("evt.is_io_read", "Whether the call reads from a descriptor.")
                        .flag((context, out) -> out.set(has(context, EventFlag.READS_FROM_FD))),
                field("evt.is_io_write", "Whether the call writes to a descriptor.")
                        .flag((context, out) -> out.set(has(context, EventFlag.WRITES_TO_FD))),
                field("evt.io_dir", "read for a call that reads from a descriptor, write for one that writes.")
                        .text(EventIoFields::direction),
                field("evt.is_wait", "Whether the call waits, as sleep, select and poll do.")
                        .flag((context, out) -> out.set(has(context, EventFlag.WAITS))),
                field("evt.is_syslog", "Whether the call writes to the system's log, /dev/log.")
                        .flag((context, out) ->
                                out.set(has(context, EventFlag.WRITES_TO_FD) && isSyslog(context.descriptor()))),
                field(
                                "evt.is_late",
                                "Whether the name or address of an open or connect could not be taken when the call began and was"
                                        + " read when it had ended: another thread may have rewritten it meanwhile. Never in a capture.")
                        .flag((context, out) -> out.set(context.event().late())));
    }

    private static boolean has(EventContext context, EventFlag flag) {
        return context.event().descriptor().has(flag);
    }

    private static boolean direction(EventContext context, Slot out) {
        if (has(context, EventFlag.WRITES_TO_FD)) {
            return out.set(WRITE);
        }
        return has(context, EventFlag.READS_FROM_FD) && out.set(READ);
    }

    private static boolean isSyslog(Descriptor descriptor) {
        byte[] name = descriptor.name().array();
        for (int i = 0; i + SYSLOG.length <= name.length; i++) {
            if (Arrays.equals(name, i, i + SYSLOG.length, SYSLOG, 0, SYSLOG.length)) {
                return true;
            }
        }
        return false;
    }

    /** How many bytes a call on a known descriptor moved. */
    static boolean transferred(EventContext context, Slot out) {
        return moved(context, out, CategoryField::isTransfer, descriptor -> true);
    }

    private static boolean moved(
            EventContext context, Slot out, Predicate<EventCategory> of, Predicate<Descriptor> on) {
        Descriptor descriptor = context.descriptor();
        return !descriptor.isNone()
                && of.test(context.event().descriptor().category())
                && on.test(descriptor)
                && !context.event().descriptor().isEnter()
                && Params.hasResult(context.event())
                && Params.result(context.event()) >= 0
                && out.set(Params.result(context.event()));
    }

    /** The lengths by direction and kind of descriptor. */
    static List<Field> lengths() {
        List<Field> fields = new ArrayList<>(byDirection("evt.buflen", "", false, descriptor -> true));
        fields.addAll(byDirection(
                "evt.buflen.file",
                " of files",
                true,
                descriptor -> descriptor.kind().isFile()));
        fields.addAll(byDirection(
                "evt.buflen.net",
                " of internet sockets",
                true,
                descriptor -> descriptor.kind().isInternet()));
        return fields;
    }

    private static List<Field> byDirection(String prefix, String whose, boolean both, Predicate<Descriptor> on) {
        List<Field> fields = new ArrayList<>();
        if (both) {
            fields.add(length(prefix, "evt.buflen" + whose + " alone.", CategoryField::isTransfer, on));
        }
        fields.add(length(
                prefix + ".in",
                "evt.buflen" + whose + " for calls that read.",
                category -> category == EventCategory.IO_READ,
                on));
        fields.add(length(
                prefix + ".out",
                "evt.buflen" + whose + " for calls that write.",
                category -> category == EventCategory.IO_WRITE,
                on));
        return fields;
    }

    private static Field length(
            String name, String description, Predicate<EventCategory> of, Predicate<Descriptor> on) {
        return field(name, description)
                .with(HIDDEN)
                .number(ParamType.UINT64, PrintFormat.DEC, (context, out) -> moved(context, out, of, on));
    }
}
