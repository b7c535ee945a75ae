package io.peregrine.output.http;

import io.peregrine.output.AlertSink;
import io.peregrine.output.OutputMessage;
import io.peregrine.output.SinkStatus;
import io.peregrine.output.log.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Alerts that are written to a spool first and posted from there by a thread of their own: what the receiver has not taken
 * is tried again, also after a restart. An alert may arrive twice, when the process ends between delivery and
 * acknowledgement.
 */
public final class SpoolingSink implements AlertSink {
    private static final long IDLE_MILLIS = 500;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final Duration LAST_CHANCE = Duration.ofSeconds(1);

    private final HttpSink http;
    private final Folder folder;
    private final Log log;
    private volatile Optional<Work> work = Optional.empty();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean reopenWanted;
    private volatile boolean closing;
    private volatile boolean failing;
    private long reportedLoss;

    /**
     * Where alerts are kept.
     *
     * @param directory the spool's folder
     * @param maxBytes its size
     * @param syncInterval how often it is forced to disk
     */
    public record Folder(Path directory, long maxBytes, Duration syncInterval) {}

    /** The open spool with what works on it. */
    private record Work(Spool spool, Thread forwarder, ScheduledExecutorService syncing) {}

    /**
     * Makes the sink without opening the spool.
     *
     * @param http what posts
     * @param folder where alerts are kept
     * @param log is told of failures and recoveries
     */
    public SpoolingSink(HttpSink http, Folder folder, Log log) {
        this.http = http;
        this.folder = folder;
        this.log = log;
    }

    /** Opens the spool and begins to post what it holds. */
    @Override
    public void open() throws IOException {
        Spool spool = openSpool();
        ScheduledExecutorService syncing = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("http-sync").factory());
        long millis = Math.max(1, folder.syncInterval().toMillis());
        syncing.scheduleWithFixedDelay(() -> sync(spool), millis, millis, TimeUnit.MILLISECONDS);
        Thread forwarder = Thread.ofPlatform().daemon().name("http-forward").start(() -> forward(spool));
        work = Optional.of(new Work(spool, forwarder, syncing));
    }

    private Spool openSpool() throws IOException {
        try {
            return Spool.open(folder.directory(), folder.maxBytes());
        } catch (IOException e) {
            throw new IOException("the spool of the http output cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return http.name();
    }

    @Override
    public void write(List<OutputMessage> messages) throws IOException {
        Spool spool =
                work.orElseThrow(() -> new IOException("its spool is not open")).spool();
        for (OutputMessage message : messages) {
            spool.append(message.text());
        }
        if (spool.lost() > reportedLoss) {
            if (reportedLoss == 0) {
                log.error("The spool of the output 'http' is full: the oldest alerts are given up and counted. See"
                        + " http_output.spool.max_size_mb.");
            }
            reportedLoss = spool.lost();
        }
    }

    @Override
    public Optional<SinkStatus> ownStatus() {
        return work.map(open -> status(open.spool()));
    }

    private SinkStatus status(Spool spool) {
        int waiting = (int) Math.min(Integer.MAX_VALUE, spool.waitingBytes() / 512);
        return new SinkStatus(name(), delivered.get(), failures.get(), refused.get() + spool.lost(), waiting, !failing);
    }

    private void forward(Spool spool) {
        long pause = FIRST_PAUSE_MILLIS;
        while (!closing) {
            try {
                if (reopenWanted) {
                    reopenWanted = false;
                    http.reopen();
                }
                Spool.Batch batch = spool.read(http.batching().maxAlerts(), IDLE_MILLIS);
                if (!batch.texts().isEmpty()) {
                    post(spool, batch);
                }
                pause = FIRST_PAUSE_MILLIS;
            } catch (IOException e) {
                failed(e);
                pause = sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void post(Spool spool, Spool.Batch batch) throws IOException {
        try {
            http.post(batch.texts());
            delivered.addAndGet(batch.texts().size());
        } catch (RefusedException e) {
            if (refused.getAndAdd(batch.texts().size()) == 0) {
                log.error("The output 'http' did not take an alert: " + e.getMessage()
                        + ". Further ones are only counted.");
            }
        }
        spool.acknowledge(batch.end());
        if (failing) {
            failing = false;
            log.notice("The output 'http' works again.");
        }
    }

    private void failed(IOException e) {
        failures.incrementAndGet();
        if (!failing && !closing) {
            failing = true;
            log.error("The output 'http' failed: " + e.getMessage()
                    + ". Alerts wait in the spool and it is tried again until it works.");
        }
    }

    private long sleep(long pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            closing = true;
        }
        return Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
    }

    private void sync(Spool spool) {
        try {
            spool.sync();
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public void reopen() {
        reopenWanted = true;
    }

    @Override
    public void close() throws IOException {
        if (work.isPresent()) {
            close(work.get());
        }
        http.close();
    }

    private void close(Work open) throws IOException {
        Spool spool = open.spool();
        try {
            long deadline = System.nanoTime() + LAST_CHANCE.toNanos();
            while (!failing && spool.waitingBytes() > 0 && System.nanoTime() < deadline) {
                Thread.sleep(5);
            }
            closing = true;
            end(open);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        spool.close();
    }

    /** Ends both threads. A thread that is interrupted while it works on a file closes that file, so first each gets the time to come to its end. */
    private static void end(Work open) throws InterruptedException {
        open.syncing().shutdown();
        open.syncing().awaitTermination(LAST_CHANCE.toMillis(), TimeUnit.MILLISECONDS);
        if (!open.forwarder().join(Duration.ofMillis(2 * IDLE_MILLIS))) {
            open.forwarder().interrupt();
            open.forwarder().join(LAST_CHANCE);
        }
    }
}
