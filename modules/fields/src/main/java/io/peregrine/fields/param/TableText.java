package io.peregrine.fields.param;

import io.peregrine.event.ByteString;
import io.peregrine.event.render.ErrorText;
import io.peregrine.event.render.PlainText;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.state.Credentials;
import io.peregrine.state.EventContext;
import io.peregrine.state.Group;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.User;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.Transport;

/** The texts of parameters that are numbers of something in the tables: descriptors, threads, users, groups. */
final class TableText {
    /** The longest text of a list of polled descriptors. */
    private static final int MAX_POLLED = 1023;

    private static final int POLLED_SIZE = 10;

    private TableText() {}

    /** A descriptor: {@code <f>/etc/passwd}, {@code <4t>10.0.0.1:1->10.0.0.2:2}; negative numbers by the name of their error. */
    static void descriptor(EventContext context, long number, TextBuffer plain, TextBuffer resolved) {
        plain.appendDecimal(number);
        ThreadEntry thread = context.thread();
        if (thread.isNone()) {
            return;
        }
        if (number >= 0) {
            Descriptor descriptor = thread.descriptor(number);
            if (!descriptor.isNone()) {
                resolved.append('<').append(descriptor.kind().typeChar());
                appendTransport(resolved, descriptor);
                ByteString name = descriptor.name();
                PlainText.append(resolved.append('>'), name.array(), 0, name.length());
            }
        } else if (number == Directories.AT_FDCWD) {
            resolved.append("AT_FDCWD");
        } else {
            resolved.append(ErrorText.name((int) number));
        }
    }

    private static void appendTransport(TextBuffer out, Descriptor descriptor) {
        if (!descriptor.kind().isInternet()) {
            return;
        }
        Transport transport = descriptor.transport();
        switch (transport) {
            case TCP -> out.append('t');
            case UDP -> out.append('u');
            case ICMP -> out.append('i');
            case RAW -> out.append('r');
            case UNKNOWN, NONE -> {}
        }
    }

    /** A thread by its name. */
    static void thread(EventContext context, long tid, TextBuffer plain, TextBuffer resolved) {
        plain.appendDecimal(tid);
        resolved.append(context.tables().threads().find(tid).comm());
    }

    /** A user by name, of the container that the thread runs in. */
    static void user(EventContext context, long uid, TextBuffer plain, TextBuffer resolved) {
        if (appendId(uid, plain, resolved)) {
            ThreadEntry thread = context.thread();
            User user = thread.isNone() ? User.NONE : context.tables().users().find(Containers.of(thread), uid);
            appendName(user.name(), resolved);
        }
    }

    /** A group by name, of the container that the thread runs in. */
    static void group(EventContext context, long gid, TextBuffer plain, TextBuffer resolved) {
        if (appendId(gid, plain, resolved)) {
            ThreadEntry thread = context.thread();
            Group group =
                    thread.isNone() ? Group.NONE : context.tables().groups().find(Containers.of(thread), gid);
            appendName(group.name(), resolved);
        }
    }

    private static boolean appendId(long id, TextBuffer plain, TextBuffer resolved) {
        if (id == Credentials.NO_ID) {
            plain.append("-1");
            resolved.append("<NONE>");
            return false;
        }
        plain.appendDecimal((int) id);
        return true;
    }

    private static void appendName(ByteString name, TextBuffer resolved) {
        if (name.isEmpty()) {
            resolved.append("<NA>");
        } else {
            PlainText.append(resolved, name.array(), 0, name.length());
        }
    }

    /**
     * The descriptors of a poll, {@code 3:f1 4:41}: number, kind and events in hexadecimal. Layout: count u16, then number u64 and events
     * u16 for each.
     */
    static void polled(EventContext context, ParamValue value, TextBuffer plain) {
        if (context.thread().isNone()) {
            return;
        }
        int count = Math.min(polledCount(value), (value.length() - Short.BYTES) / POLLED_SIZE);
        for (int i = 0; i < count && plain.length() < MAX_POLLED; i++) {
            long number = polledNumber(value, i);
            int at = Short.BYTES + i * POLLED_SIZE + Long.BYTES;
            short events = (short) (byteAt(value, at) | byteAt(value, at + 1) << 8);
            Descriptor descriptor = context.thread().descriptor(number);
            plain.append(i == 0 ? "" : " ").appendUnsigned(number).append(':');
            plain.append(descriptor.isNone() ? '?' : descriptor.kind().typeChar());
            plain.appendBits(events & 0xFFFFFFFFL, 4, false);
        }
        plain.truncate(MAX_POLLED);
    }

    private static int polledCount(ParamValue value) {
        return value.length() < Short.BYTES ? 0 : byteAt(value, 0) | byteAt(value, 1) << 8;
    }

    private static long polledNumber(ParamValue value, int index) {
        long number = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            number = number << 8 | byteAt(value, Short.BYTES + index * POLLED_SIZE + i);
        }
        return number;
    }

    private static int byteAt(ParamValue value, int index) {
        return value.event().byteAt(value.param(), value.skip() + index);
    }
}
