package io.peregrine.output.log;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The log of a running Peregrine: messages are handed to a thread of their own, so that a terminal or pipe that does not
 * read stops nobody. When too many wait, the newest are dropped and their number is written as soon as there is room.
 */
public final class OperatorLog implements Log, AutoCloseable {
    private static final int CAPACITY = 4096;

    private volatile Settings settings;
    private final InstantSource clock;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final Thread thread;
    private long dropped;
    private boolean busy;
    private boolean closed;

    /**
     * What is written and where.
     *
     * @param threshold the least severe level that is written
     * @param format how lines on standard error look
     * @param zone the zone of local times
     * @param stderr standard error, when it is used
     * @param syslog the system log, when it is used
     */
    public record Settings(
            LogLevel threshold,
            LogFormat format,
            ZoneId zone,
            Optional<PrintStream> stderr,
            Optional<SyslogChannel> syslog) {}

    /** Makes a log and starts its thread. */
    public OperatorLog(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("log").start(this::run);
    }

    /** Writes by other settings from the next message on. */
    public void follow(Settings others) {
        settings = others;
    }

    @Override
    public void log(LogLevel level, String message) {
        if (level.compareTo(settings.threshold()) > 0) {
            return;
        }
        Entry entry = entry(settings, level, withoutLineEnd(message));
        synchronized (waiting) {
            if (closed || waiting.size() >= CAPACITY) {
                dropped++;
                return;
            }
            waiting.add(entry);
            waiting.notifyAll();
        }
    }

    private static String withoutLineEnd(String message) {
        int end = message.length();
        while (end > 0 && (message.charAt(end - 1) == '\n' || message.charAt(end - 1) == '\r')) {
            end--;
        }
        return message.substring(0, end);
    }

    /** Waits until everything logged so far is written, but no longer than the limit. */
    public void flush(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (waiting) {
            try {
                while ((busy || !waiting.isEmpty()) && System.nanoTime() < deadline) {
                    waiting.wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes what waits, for a second at most, and ends the thread. */
    @Override
    public void close() {
        flush(Duration.ofSeconds(1));
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Entry entry;
                long lost;
                synchronized (waiting) {
                    busy = false;
                    waiting.notifyAll();
                    while (waiting.isEmpty()) {
                        if (closed) {
                            return;
                        }
                        waiting.wait();
                    }
                    entry = waiting.remove();
                    lost = dropped;
                    dropped = 0;
                    busy = true;
                }
                if (lost > 0) {
                    String message = lost + " log messages were dropped because the log could not be written";
                    write(entry(settings, LogLevel.WARNING, message));
                }
                write(entry);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A message with the settings of its moment; its line is made by the log's own thread. */
    private record Entry(Settings target, Instant at, String message, LogLevel level) {
        String line() {
            return target.format().line(at, target.zone(), level, message);
        }
    }

    private Entry entry(Settings target, LogLevel level, String message) {
        return new Entry(target, clock.instant(), message, level);
    }

    private void write(Entry entry) {
        Settings target = entry.target();
        target.syslog().ifPresent(channel -> channel.send(entry.level().ordinal(), entry.message()));
        target.stderr().ifPresent(stream -> {
            stream.println(entry.line());
            stream.flush();
        });
    }
}
