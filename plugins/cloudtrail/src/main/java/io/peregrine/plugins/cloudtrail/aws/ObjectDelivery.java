package io.peregrine.plugins.cloudtrail.aws;

import io.peregrine.plugin.PluginPayload;
import io.peregrine.plugin.PushedSource;
import io.peregrine.plugins.cloudtrail.aws.AwsReport.Happening;
import io.peregrine.plugins.cloudtrail.records.TrailFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Hands the records of objects to the engine, in the order of the objects. What AWS refuses for a while is waited for; an object that is at fault itself is tried
 * five times and left out, from the record on at which it is. Owned by one thread.
 */
final class ObjectDelivery implements AutoCloseable {
    private static final int TRIES = 5;

    private final Downloads downloads;
    private final int most;
    private final PushedSource engine;
    private final Backoff backoff;
    private final AwsReport report;

    /** What became of an object. */
    enum Outcome {
        /** All records were taken. */
        TAKEN,
        /** It is damaged or not there; reading it again would not help. */
        DAMAGED,
        /** It was not to be had. */
        UNREAD
    }

    /** Gives objects one after another. */
    interface Objects {
        /** The next; empty when there is none at present. */
        Optional<ObjectAddress> next() throws InterruptedException;

        /** What became of the first one that was given and not answered yet. */
        void done(Outcome outcome) throws InterruptedException;
    }

    ObjectDelivery(S3Client s3, int most, PushedSource engine, Backoff backoff, AwsReport report) {
        this.downloads = new Downloads(s3);
        this.most = most;
        this.engine = engine;
        this.backoff = backoff;
        this.report = report;
    }

    /**
     * Reads objects until there are no more.
     *
     * @throws InterruptedException when the source is closed
     */
    void deliver(Objects objects) throws InterruptedException {
        boolean more = true;
        while (more || downloads.begun() > 0) {
            while (more && downloads.begun() < most) {
                Optional<ObjectAddress> next = objects.next();
                next.ifPresent(downloads::begin);
                more = next.isPresent();
            }
            if (downloads.begun() > 0) {
                ObjectAddress object = downloads.first();
                objects.done(read(object, downloads.take()));
            }
        }
    }

    private Outcome read(ObjectAddress object, Optional<byte[]> fetched) throws InterruptedException {
        Attempts service = new Attempts("read objects of the bucket " + object.bucket(), backoff, report);
        Attempts single = new Attempts("read " + object, backoff, report);
        Optional<byte[]> content = fetched;
        long taken = 0;
        while (true) {
            Part part = part(object, content, taken);
            content = Optional.empty();
            taken = part.taken();
            if (part.fault().isEmpty()) {
                service.worked();
                single.worked();
                report.count(Happening.OBJECT_READ);
                return Outcome.TAKEN;
            }
            AwsFault fault = part.fault().get();
            if (fault.passes()) {
                service.failed(fault, "it is tried again");
            } else if (single.failures() == TRIES - 1) {
                report.count(Happening.OBJECT_LEFT_OUT);
                return fault.kind() == AwsFault.Kind.DAMAGED ? Outcome.DAMAGED : Outcome.UNREAD;
            } else {
                single.failed(fault, "it is tried " + (TRIES - 1) + " times more and then left out");
            }
        }
    }

    /** How far an object was read, and why no further. */
    private record Part(long taken, Optional<AwsFault> fault) {}

    private Part part(ObjectAddress object, Optional<byte[]> content, long taken) throws InterruptedException {
        long position = taken;
        try (TrailFile file = TrailFile.open(
                object.toString(),
                content.isPresent() ? new ByteArrayInputStream(content.get()) : downloads.open(object),
                report::broken)) {
            file.skip(taken);
            for (Optional<PluginPayload> record = file.next(); record.isPresent(); record = file.next()) {
                if (!engine.sendWaiting(record.get())) {
                    throw new InterruptedException("the source is closed");
                }
                position = file.position();
            }
            return new Part(position, Optional.empty());
        } catch (AbortedException e) {
            throw new InterruptedException("the source is closed");
        } catch (SdkException e) {
            return new Part(position, Optional.of(AwsFault.of(e)));
        } catch (IOException e) {
            return new Part(position, Optional.of(AwsFault.of(e)));
        }
    }

    @Override
    public void close() {
        downloads.close();
    }
}
