package io.peregrine.output.log;

import io.peregrine.ffi.Errno;
import io.peregrine.ffi.NativeException;
import io.peregrine.ffi.UnixDatagram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.locks.LockSupport;

/**
 * The system log behind its socket, spoken to as the C library does (RFC 3164, facility user). The socket is opened with the
 * first message, and again after the daemon was restarted; while there is none, it is looked for once a second.
 */
public final class SyslogSocket implements SyslogChannel, AutoCloseable {
    /** Where every Linux system log listens. */
    public static final Path DEV_LOG = Path.of("/dev/log");

    private static final int FACILITY_USER = 1 << 3;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int FULL_RETRIES = 20;
    private static final long FULL_PAUSE_NANOS = 2_000_000;

    private final Path path;
    private final String ident;
    private final InstantSource clock;
    private UnixDatagram socket;
    private long nextAttempt = System.nanoTime();

    /**
     * Makes a channel.
     *
     * @param path the socket, normally {@link #DEV_LOG}
     * @param ident the program's name in the log
     * @param clock the wall clock
     */
    public SyslogSocket(Path path, String ident, InstantSource clock) {
        this.path = path;
        this.ident = ident;
        this.clock = clock;
    }

    @Override
    public synchronized boolean send(int severity, String message) {
        byte[] datagram = datagram(severity, message);
        if (trySend(datagram)) {
            return true;
        }
        disconnect();
        return trySend(datagram);
    }

    private boolean trySend(byte[] datagram) {
        if (!connect()) {
            return false;
        }
        int error = socket.send(datagram);
        for (int i = 0; error == Errno.EAGAIN && i < FULL_RETRIES; i++) {
            LockSupport.parkNanos(FULL_PAUSE_NANOS);
            error = socket.send(datagram);
        }
        return error == 0;
    }

    private boolean connect() {
        if (socket == null && System.nanoTime() - nextAttempt >= 0) {
            try {
                socket = UnixDatagram.connect(path);
            } catch (NativeException e) {
                nextAttempt = System.nanoTime() + RETRY.toNanos();
            }
        }
        return socket != null;
    }

    private void disconnect() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    private byte[] datagram(int severity, String message) {
        ZonedDateTime now = clock.instant().atZone(ZoneId.systemDefault());
        String header = "<" + (FACILITY_USER | severity) + ">" + LogTime.ofSyslog(now) + " " + ident + ": ";
        return (header + message).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void close() {
        disconnect();
    }
}
