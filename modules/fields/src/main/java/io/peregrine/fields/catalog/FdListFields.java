package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.render.NetworkText;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.fields.Binding;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldClass;
import io.peregrine.fields.Slot;
import io.peregrine.fields.Value;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;
import io.peregrine.state.descriptor.SocketAddresses;
import java.util.List;
import java.util.Set;

/** The fields of the descriptors that a poll waits for, each a text of items joined by commas. */
public final class FdListFields {
    private static final int LIST = 1;
    private static final int ENTRY_SIZE = 10;
    private static final ByteString UNKNOWN = ByteString.of("<NA>");

    private FdListFields() {}

    /** Appends what a descriptor has to say; false when it has nothing, and then no comma follows. */
    @FunctionalInterface
    private interface Item {
        boolean append(TextBuffer out, long number, Descriptor descriptor, Slot scratch);
    }

    /** The class {@code fdlist}. */
    public static FieldClass all() {
        return new FieldClass(
                "fdlist",
                "",
                "The descriptors that poll and ppoll wait for.",
                Set.of("syscall"),
                List.of(
                        list(
                                "fdlist.nums",
                                PrintFormat.ID,
                                "The numbers of the descriptors.",
                                (out, number, descriptor, scratch) -> {
                                    out.appendDecimal(number);
                                    return true;
                                }),
                        list(
                                "fdlist.names",
                                PrintFormat.NA,
                                "The names of the descriptors.",
                                (out, number, descriptor, scratch) -> {
                                    out.append(descriptor.name().isEmpty() ? UNKNOWN : descriptor.name());
                                    return true;
                                }),
                        list(
                                "fdlist.cips",
                                PrintFormat.NA,
                                "The clients' addresses of the descriptors that are connections.",
                                FdListFields::client),
                        list(
                                "fdlist.sips",
                                PrintFormat.NA,
                                "The servers' addresses of the descriptors that are internet sockets.",
                                FdListFields::server),
                        list(
                                "fdlist.cports",
                                PrintFormat.DEC,
                                "The clients' ports of the descriptors that are connections.",
                                FdListFields::clientPort),
                        list(
                                "fdlist.sports",
                                PrintFormat.DEC,
                                "The servers' ports of the descriptors that are connections.",
                                FdListFields::serverPort)));
    }

    private static Field list(String name, PrintFormat format, String description, Item item) {
        Binding binding = Binding.same(
                Value.of(ParamType.CHARBUF, format, (BytesExtractor) (context, out) -> items(context, item, out)));
        return field(name, description + " Joined by commas.").bound(ParamType.CHARBUF, format, argument -> binding);
    }

    private static boolean items(EventContext context, Item item, Slot out) {
        EventView event = context.event();
        boolean poll = event.code() == EventCodes.SYSCALL_POLL_X || event.code() == EventCodes.SYSCALL_PPOLL_X;
        if (!poll || context.thread().isNone() || event.paramLength(LIST) < Short.BYTES) {
            return false;
        }
        TextBuffer text = out.startText();
        int count = Math.min(
                event.byteAt(LIST, 0) | event.byteAt(LIST, 1) << 8,
                (event.paramLength(LIST) - Short.BYTES) / ENTRY_SIZE);
        int at = Short.BYTES;
        for (int i = 0; i < count; i++) {
            long number = number(event, at);
            if (item.append(text, number, context.thread().descriptor(number), out.part())) {
                text.append(',');
            }
            at += ENTRY_SIZE;
        }
        if (!text.isEmpty() && text.at(text.length() - 1) == ',') {
            text.truncate(text.length() - 1);
            return out.setText();
        }
        return !text.isEmpty() && out.setText();
    }

    private static long number(EventView event, int at) {
        long number = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            number = number << 8 | event.byteAt(LIST, at + i);
        }
        return number;
    }

    private static boolean client(TextBuffer out, long number, Descriptor descriptor, Slot scratch) {
        return descriptor.addresses() instanceof SocketAddresses.Internet pair
                && address(out, descriptor, pair.clientHigh(), pair.clientLow(), scratch);
    }

    private static boolean server(TextBuffer out, long number, Descriptor descriptor, Slot scratch) {
        return switch (descriptor.addresses()) {
            case SocketAddresses.Internet pair ->
                address(out, descriptor, pair.serverHigh(), pair.serverLow(), scratch);
            case SocketAddresses.Bound bound -> address(out, descriptor, bound.high(), bound.low(), scratch);
            case SocketAddresses.Unix unix -> false;
            case SocketAddresses.None none -> false;
        };
    }

    /** The address of a bound IPv6 socket comes out as the IPv4 address of its first four bytes, as Falco prints it. */
    private static boolean address(TextBuffer out, Descriptor descriptor, long high, long low, Slot scratch) {
        DescriptorReadings.address(descriptor, high, low, scratch);
        int length = descriptor.kind() == DescriptorKind.IPV6_LISTENING ? Integer.BYTES : scratch.length();
        NetworkText.appendAddress(out, scratch.bytes(), scratch.offset(), length);
        return true;
    }

    private static boolean clientPort(TextBuffer out, long number, Descriptor descriptor, Slot scratch) {
        if (descriptor.addresses() instanceof SocketAddresses.Internet pair) {
            out.appendUnsigned(pair.clientPort());
            return true;
        }
        return false;
    }

    private static boolean serverPort(TextBuffer out, long number, Descriptor descriptor, Slot scratch) {
        if (descriptor.addresses() instanceof SocketAddresses.Internet pair) {
            out.appendUnsigned(pair.serverPort());
            return true;
        }
        return false;
    }
}
