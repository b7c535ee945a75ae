package io.peregrine.probe;

import io.peregrine.event.EventView;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventTable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A copy of an event that the live source lent, its parameters asked for by name. */
record SeenEvent(long time, long tid, int cpu, int code, Marks marks, List<byte[]> params) {
    /**
     * What the source says of the event.
     *
     * @param late arguments were read when the call had ended
     * @param stateOnly no rule is to judge it
     */
    record Marks(boolean late, boolean stateOnly) {}

    static SeenEvent copy(EventView view) {
        List<byte[]> params = new ArrayList<>();
        for (int i = 0; i < view.paramCount(); i++) {
            params.add(view.bytes(i).array());
        }
        return new SeenEvent(
                view.timestamp(),
                view.tid(),
                view.cpu(),
                view.code(),
                new Marks(view.late(), view.stateOnly()),
                params);
    }

    boolean late() {
        return marks.late();
    }

    EventDescriptor descriptor() {
        return EventTable.byCode(code);
    }

    String constant() {
        return descriptor().constant();
    }

    byte[] bytes(String param) {
        int index = descriptor().indexOf(param);
        if (index < 0) {
            throw new IllegalArgumentException(constant() + " has no parameter " + param);
        }
        return params.get(index);
    }

    boolean has(String param) {
        return bytes(param).length > 0;
    }

    /** Text without its terminating NUL. */
    String text(String param) {
        String text = new String(bytes(param), StandardCharsets.UTF_8);
        return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
    }

    /** The strings of a block, each NUL-terminated. */
    List<String> texts(String param) {
        String text = text(param);
        return has(param) ? List.of(text.split("\0", -1)) : List.of();
    }

    /** A number of 1, 2, 4 or 8 bytes, with its sign. */
    long signed(String param) {
        byte[] bytes = bytes(param);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (bytes.length) {
            case 1 -> buffer.get();
            case 2 -> buffer.getShort();
            case 4 -> buffer.getInt();
            case 8 -> buffer.getLong();
            default -> throw new AssertionError(param + " of " + constant() + " has " + bytes.length + " bytes");
        };
    }

    /** A number of 1, 2, 4 or 8 bytes, without sign. */
    long unsigned(String param) {
        int size = bytes(param).length;
        return size == 8 ? signed(param) : signed(param) & ((1L << 8 * size) - 1);
    }

    String hex(String param) {
        return HexFormat.of().formatHex(bytes(param));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(constant()).append(" tid=").append(tid);
        for (int i = 0; i < params.size(); i++) {
            text.append(' ').append(descriptor().params().get(i).name()).append('=');
            text.append(HexFormat.of().formatHex(params.get(i)));
        }
        return text.toString();
    }
}
