package io.peregrine.plugins.cloudtrail.aws;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Fetches objects ahead of their turn, many at a time, and lends them in order. What is fetched ahead is held in memory up to a bound; an object that does not
 * fit, or could not be fetched, is opened when its turn comes. Owned by one thread.
 */
final class Downloads implements AutoCloseable {
    /** All that is held; a log file has some hundred kilobytes. */
    private static final int HELD_BYTES = 32 << 20;

    private final S3Client s3;
    private final Semaphore room = new Semaphore(HELD_BYTES);
    private final ArrayDeque<Ahead> ahead = new ArrayDeque<>();

    /** An object that is fetched, with its content when it could be. */
    private record Ahead(ObjectAddress object, CompletableFuture<Optional<byte[]>> content, Thread fetcher) {}

    Downloads(S3Client s3) {
        this.s3 = s3;
    }

    /** How many objects were begun and not taken. */
    int begun() {
        return ahead.size();
    }

    /** Begins to fetch an object, behind those that were begun before. */
    void begin(ObjectAddress object) {
        CompletableFuture<Optional<byte[]>> content = new CompletableFuture<>();
        Thread fetcher = Thread.ofVirtual().name("cloudtrail-download").start(() -> content.complete(fetch(object)));
        ahead.add(new Ahead(object, content, fetcher));
    }

    private Optional<byte[]> fetch(ObjectAddress object) {
        try (ResponseInputStream<GetObjectResponse> in = open(object)) {
            Long length = in.response().contentLength();
            if (length == null || length > HELD_BYTES || !room.tryAcquire(length.intValue())) {
                in.abort();
                return Optional.empty();
            }
            return hold(in, length.intValue());
        } catch (SdkException | IOException e) {
            // it is opened, and what is wrong told, when its turn comes
            return Optional.empty();
        }
    }

    private Optional<byte[]> hold(InputStream in, int length) throws IOException {
        boolean whole = false;
        try {
            byte[] content = in.readNBytes(length);
            whole = content.length == length && in.read() < 0;
            return whole ? Optional.of(content) : Optional.empty();
        } finally {
            if (!whole) {
                room.release(length);
            }
        }
    }

    /** The object that was begun first, which is not waited for; there must be one. */
    ObjectAddress first() {
        return ahead.element().object();
    }

    /**
     * The content of the object that was begun first, when it could be fetched ahead.
     *
     * @throws InterruptedException when the source is closed
     */
    Optional<byte[]> take() throws InterruptedException {
        Ahead next = ahead.remove();
        next.fetcher().join();
        Optional<byte[]> content = next.content().getNow(Optional.empty());
        content.ifPresent(bytes -> room.release(bytes.length));
        return content;
    }

    /** Opens an object; its content is read while it comes. */
    ResponseInputStream<GetObjectResponse> open(ObjectAddress object) {
        return s3.getObject(request -> request.bucket(object.bucket()).key(object.key()));
    }

    @Override
    public void close() {
        ahead.forEach(each -> each.fetcher().interrupt());
        ahead.clear();
    }
}
