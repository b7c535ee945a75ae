package io.peregrine.fields.catalog;

import io.peregrine.event.ByteString;
import io.peregrine.fields.Slot;
import io.peregrine.filter.field.EventScope;
import io.peregrine.schema.EventFlag;
import io.peregrine.state.EventContext;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;
import io.peregrine.state.descriptor.SocketAddresses;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What more than one field reads of a descriptor, and which descriptor an event is about. */
final class DescriptorReadings {
    private static final Map<DescriptorKind, ByteString> TYPES = new EnumMap<>(DescriptorKind.class);

    static {
        Map<String, ByteString> words = new HashMap<>();
        for (DescriptorKind kind : DescriptorKind.values()) {
            TYPES.put(kind, words.computeIfAbsent(kind.typeString(), ByteString::of));
        }
    }

    private static final int ABOUT_DESCRIPTORS =
            EventFlag.CREATES_FD.bit() | EventFlag.USES_FD.bit() | EventFlag.DESTROYS_FD.bit();

    /** The events to which descriptor fields can apply. */
    static final EventScope SCOPE = EventScope.of(event -> (event.flags() & ABOUT_DESCRIPTORS) != 0);

    private DescriptorReadings() {}

    /** Whether descriptor fields apply to the event at all: it is about a descriptor and its thread is known. */
    static boolean applies(EventContext context) {
        return (context.event().descriptor().flags() & ABOUT_DESCRIPTORS) != 0
                && !context.thread().isNone();
    }

    /** The descriptor of an event to which descriptor fields apply, {@link Descriptor#NONE} when it is unknown. */
    static Descriptor of(EventContext context) {
        Descriptor descriptor = context.descriptor();
        if (!descriptor.isNone()) {
            return descriptor;
        }
        ThreadEntry thread = context.thread();
        return thread.descriptor(thread.activity().lastDescriptor());
    }

    /** The word of {@code fd.type}. */
    static boolean type(Descriptor descriptor, Slot out) {
        return out.set(TYPES.get(descriptor.kind()));
    }

    /** The word of {@code fd.type} as it is kept, one object a word. */
    static ByteString type(Descriptor descriptor) {
        return TYPES.get(descriptor.kind());
    }

    /** The client's address of a connection, whose ends are known to be client and server. */
    static boolean clientAddress(Descriptor descriptor, Slot out) {
        return !descriptor.hasNoRole()
                && descriptor.addresses() instanceof SocketAddresses.Internet pair
                && address(descriptor, pair.clientHigh(), pair.clientLow(), out);
    }

    /** The server's address of a connection whose ends are known to be client and server. */
    static boolean serverAddress(Descriptor descriptor, Slot out) {
        return !descriptor.hasNoRole()
                && switch (descriptor.addresses()) {
                    case SocketAddresses.Internet pair -> address(descriptor, pair.serverHigh(), pair.serverLow(), out);
                    case SocketAddresses.Bound bound -> address(descriptor, bound.high(), bound.low(), out);
                    case SocketAddresses.Unix unix -> false;
                    case SocketAddresses.None none -> false;
                };
    }

    /** Writes an address of two longs in the bytes of the descriptor's family, network order. */
    static boolean address(Descriptor descriptor, long high, long low, Slot out) {
        out.startText();
        if (isIpv6(descriptor)) {
            appendBytes(out, high, Long.BYTES);
            appendBytes(out, low, Long.BYTES);
        } else {
            appendBytes(out, low, Integer.BYTES);
        }
        return out.setText();
    }

    private static void appendBytes(Slot out, long value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            out.text().append((byte) (value >>> (8 * i)));
        }
    }

    static boolean isIpv6(Descriptor descriptor) {
        return descriptor.kind() == DescriptorKind.IPV6_SOCKET || descriptor.kind() == DescriptorKind.IPV6_LISTENING;
    }

    /** Whether the descriptor is a connection between two internet addresses. */
    static boolean isConnection(Descriptor descriptor) {
        return descriptor.kind() == DescriptorKind.IPV4_SOCKET || descriptor.kind() == DescriptorKind.IPV6_SOCKET;
    }
}
