package io.peregrine.capture.input;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A stream of bytes that writes into the caller's buffer. Used by one thread at a time. */
interface ByteSource {
    /**
     * Fills the buffer as far as the stream's pieces allow.
     *
     * @return false when the stream has ended and nothing was written
     * @throws IOException when the stream is unreadable or damaged; what was written before is good
     */
    boolean read(ByteBuffer target) throws IOException;
}
