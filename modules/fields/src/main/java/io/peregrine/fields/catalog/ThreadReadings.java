package io.peregrine.fields.catalog;

import io.peregrine.event.ByteString;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.fields.Slot;
import io.peregrine.state.StringBlock;

/** What more than one field reads of a thread. */
final class ThreadReadings {
    static final ThreadReading NAME = (thread, out) -> out.set(thread.comm());
    static final ThreadReading EXE = (thread, out) -> out.set(thread.program().exe());
    static final ThreadReading EXEPATH =
            (thread, out) -> out.set(thread.program().exepath());
    static final ThreadReading COMMAND_LINE = (thread, out) -> out.set(thread.commandLine());
    static final ThreadReading ARGUMENTS =
            (thread, out) -> joined(thread.program().args(), out);
    static final ThreadReading ENVIRONMENT = (thread, out) -> joined(thread.env(), out);
    static final ThreadReading PID = (thread, out) -> isPlausible(thread.pid()) && out.set(thread.pid());

    private static final long MAX_ID = 0xffffffffL;

    private ThreadReadings() {}

    /** An id, absent where it is -1. */
    static boolean known(long id, Slot out) {
        return id != -1 && out.set(id);
    }

    /** Whether a number can be a process or thread id; other sources put larger ones there. */
    static boolean isPlausible(long id) {
        return id >= -1 && id <= MAX_ID;
    }

    /** The items of a block joined by blanks. */
    static boolean joined(StringBlock block, Slot out) {
        ByteString items = block.joined();
        TextBuffer text = out.startText();
        byte[] bytes = items.array();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                text.append(bytes, start, i - start).append(' ');
                start = i + 1;
            }
        }
        text.append(bytes, start, bytes.length - start);
        return out.setText();
    }

    /** One item of a block by position; empty text when there is no such item. */
    static boolean item(StringBlock block, int index, Slot out) {
        ByteString items = block.joined();
        if (index >= block.count()) {
            return out.set(ByteString.EMPTY);
        }
        int start = 0;
        for (int i = 0; i < index; i++) {
            start = block.next(start);
        }
        return out.set(items.array(), start, block.next(start) - 1 - start);
    }

    /**
     * The value of the first item {@code key=value} of a block that has a value of at least one byte; false when there is none.
     * Blanks around it go.
     */
    static boolean value(StringBlock block, ByteString key, Slot out) {
        byte[] bytes = block.joined().array();
        int keyLength = key.length();
        for (int start = 0; start < bytes.length; start = block.next(start)) {
            int end = block.next(start) - 1;
            int from = start + keyLength + 1;
            if (from < end && bytes[from - 1] == '=' && key.equalsBytes(bytes, start, keyLength)) {
                return trim(bytes, from, end, out);
            }
        }
        return false;
    }

    private static boolean trim(byte[] bytes, int from, int end, Slot out) {
        int first = from;
        int last = end;
        while (first < last && bytes[first] == ' ') {
            first++;
        }
        while (last > first && bytes[last - 1] == ' ') {
            last--;
        }
        return out.set(bytes, first, last - first);
    }
}
