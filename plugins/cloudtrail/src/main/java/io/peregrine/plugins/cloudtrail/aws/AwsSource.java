package io.peregrine.plugins.cloudtrail.aws;

import io.peregrine.event.SourceName;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginSources;
import io.peregrine.plugin.PushedSource;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Opens streams of records from AWS; each is read by a thread of its own until it ends or is closed. */
public final class AwsSource {
    private static final int WAITING_EVENTS = 4096;
    private static final long WAITING_BYTES = 16L << 20;

    private final SourceName name;
    private final AwsClients clients;
    private final int downloads;
    private final Backoff backoff;
    private final AwsReport report;

    /** What the thread of a stream does. */
    private interface Reading {
        void read() throws InterruptedException;
    }

    /**
     * Streams of a source.
     *
     * @param downloads how many objects are fetched at a time
     */
    public AwsSource(SourceName name, AwsProfile profile, int downloads, AwsReport report) {
        this(name, profile, downloads, Backoff.USUAL, report);
    }

    AwsSource(SourceName name, AwsProfile profile, int downloads, Backoff backoff, AwsReport report) {
        this.name = name;
        this.clients = new AwsClients(profile);
        this.downloads = downloads;
        this.backoff = backoff;
        this.report = report;
    }

    /**
     * The log files of a bucket, once.
     *
     * @param place the bucket, and behind a slash what the keys begin with
     * @throws PluginException when no bucket is named, or AWS is not configured
     */
    public PushedSource bucket(String place, LogRange range) throws PluginException {
        int slash = place.indexOf('/');
        String bucket = slash < 0 ? place : place.substring(0, slash);
        String prefix = slash < 0 ? "" : place.substring(slash + 1);
        if (bucket.isEmpty()) {
            throw new PluginException("cloudtrail plugin error: s3:// names no bucket; write s3://BUCKET/PREFIX");
        }
        S3Client s3 = clients.s3();
        PushedSource engine = PluginSources.push(name, WAITING_EVENTS, WAITING_BYTES);
        return start(engine, s3::close, () -> {
            try (ObjectDelivery delivery = new ObjectDelivery(s3, downloads, engine, backoff, report)) {
                BucketListing listing = new BucketListing(
                        s3, bucket, range, new Attempts("list the bucket " + bucket, backoff, report));
                listing.begin(prefix);
                delivery.deliver(new Listed(listing));
            }
            engine.end();
        });
    }

    /**
     * The log files that the messages of a queue name, as long as the stream is open.
     *
     * @throws PluginException when no queue is named, or AWS is not configured
     */
    public PushedSource queue(String queue, QueueSettings settings) throws PluginException {
        if (queue.isEmpty()) {
            throw new PluginException("cloudtrail plugin error: sqs:// names no queue; write sqs://QUEUE");
        }
        S3Client s3 = clients.s3();
        SqsClient sqs = clients.sqs();
        PushedSource engine = PluginSources.push(name, WAITING_EVENTS, WAITING_BYTES);
        Runnable end = () -> {
            s3.close();
            sqs.close();
        };
        return start(engine, end, () -> {
            Attempts attempts = new Attempts("read the queue " + queue, backoff, report);
            QueueMessages messages = new QueueMessages(sqs, queue, settings, attempts, report);
            try (ObjectDelivery delivery = new ObjectDelivery(s3, downloads, engine, backoff, report)) {
                while (!Thread.currentThread().isInterrupted()) {
                    delivery.deliver(messages.receive());
                }
            }
        });
    }

    private static PushedSource start(PushedSource engine, Runnable end, Reading reading) {
        Thread thread = Thread.ofVirtual().name("cloudtrail").unstarted(() -> {
            try {
                reading.read();
            } catch (InterruptedException e) {
                engine.end();
            } catch (RuntimeException e) {
                engine.fail("reading from AWS failed: " + e);
            } finally {
                end.run();
            }
        });
        // the SDK finds its parts (roles, single sign-on) by the thread's class loader first
        thread.setContextClassLoader(AwsSource.class.getClassLoader());
        engine.whenClosed(thread::interrupt);
        thread.start();
        return engine;
    }

    /** The objects of a listing. */
    private record Listed(BucketListing listing) implements ObjectDelivery.Objects {
        @Override
        public Optional<ObjectAddress> next() throws InterruptedException {
            return listing.next();
        }

        @Override
        public void done(ObjectDelivery.Outcome outcome) {
            // a listing is read once, whatever came of it
        }
    }
}
