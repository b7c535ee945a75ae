package io.peregrine.capture.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Where the bytes of a window come from, a chunk at a time. Used by one thread. */
sealed interface ChunkSource extends AutoCloseable permits DirectReads, ReadAhead {
    /**
     * Begins to read a file, which the source then owns: a plain one directly, what is packed or no regular file (a pipe) ahead of its reader.
     */
    static ChunkSource over(FileChannel file) {
        try {
            long size = file.size();
            ByteBuffer start = ByteBuffer.allocate(2);
            if (size >= 2 && file.read(start, 0) == 2 && !Gunzip.recognises(start.get(0) & 0xff, start.get(1) & 0xff)) {
                return new DirectReads(file, size);
            }
            return new ReadAhead(file, size);
        } catch (IOException e) {
            return new ReadAhead(file, 0); // no size, no position: it tells what is wrong when it reads
        }
    }

    /**
     * The next chunk; it is the caller's until it is given back. At most two are with the caller at a time.
     *
     * @return null when the stream has ended
     * @throws IOException when the stream is unreadable or damaged, at every call from then on
     */
    Chunk next() throws IOException;

    /** Gives a chunk back for new bytes. */
    void recycle(Chunk chunk);

    /** Closes the file. */
    @Override
    void close();
}
