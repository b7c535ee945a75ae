package io.peregrine.container.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A connection to a unix socket whose every wait ends at a deadline. Read and written by one thread; {@link #close} may be called by another and ends its wait.
 */
public final class SocketInput extends InputStream {
    private static final int BUFFER = 1 << 14;

    private final SocketChannel channel;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();
    private long deadline = Long.MAX_VALUE;
    private boolean timed;

    private SocketInput(SocketChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    /** Connects; a unix socket takes a connection at once or refuses it. */
    public static SocketInput connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.finishConnect();
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new SocketInput(channel, selector);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** From now on waits end after this time, whichever of them it is. */
    public void within(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
        timed = true;
    }

    /** From now on waits have no end but {@link #close}. */
    public void withoutEnd() {
        timed = false;
    }

    public void write(byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            if (channel.write(out) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? Byte.toUnsignedInt(buffer.get()) : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(into, offset, count);
        return count;
    }

    /** Whether there are bytes; not when the other side has closed. */
    private boolean fill() throws IOException {
        while (!buffer.hasRemaining()) {
            buffer.clear();
            int count = channel.read(buffer);
            buffer.flip();
            if (count < 0) {
                return false;
            }
            if (count == 0) {
                await(SelectionKey.OP_READ);
            }
        }
        return true;
    }

    private void await(int what) throws IOException {
        if (!selector.isOpen()) {
            throw new ClosedChannelException();
        }
        channel.keyFor(selector).interestOps(what);
        long left = timed ? deadline - System.nanoTime() : Duration.ofDays(1).toNanos();
        if (left <= 0) {
            throw new AnswerTimeoutException();
        }
        selector.select(Math.max(1, left / 1_000_000));
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        selector.close();
    }
}
