package io.peregrine.event.render;

import io.peregrine.event.ByteString;
import java.util.Arrays;

/**
 * What the texts of parameters leave behind in the one buffer in which Falco puts them together.
 *
 * <p>Outputs can see it: the buffer of a call that moved no bytes is printed as {@code NULL}, a NUL, and what earlier texts left behind
 * that, up to the length of the buffer printed last. This is kept so that such an output is the same, byte for byte. Owned by one thread.
 */
public final class Residue {
    private static final int INITIAL_SIZE = 1024;

    private byte[] bytes = new byte[INITIAL_SIZE];
    private int bufferLength;
    /** A text of which nothing was overwritten since it was left here. */
    private ByteString whole = ByteString.EMPTY;

    /** Notes the text of a parameter, which overwrites the beginning of what was there and ends in a NUL. */
    public void leave(TextBuffer text) {
        whole = ByteString.EMPTY;
        leave(text.array(), text.length());
    }

    /** As {@link #leave(TextBuffer)}, for a text that is known: often the one that was left last. */
    public void leave(ByteString text) {
        if (text != whole || text.isEmpty()) {
            leave(text.array(), text.length());
            whole = text;
        }
    }

    private void leave(byte[] text, int length) {
        if (length >= bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + 1));
        }
        System.arraycopy(text, 0, bytes, 0, length);
        bytes[length] = 0;
    }

    /** As {@link #leave(TextBuffer)}, for the text of a buffer of bytes. */
    public void leaveBuffer(TextBuffer text) {
        leave(text);
        bufferLength = text.length();
    }

    /** Appends what stands where the text of a buffer would. */
    public void appendBuffer(TextBuffer out) {
        out.append(bytes, 0, bufferLength);
    }
}
