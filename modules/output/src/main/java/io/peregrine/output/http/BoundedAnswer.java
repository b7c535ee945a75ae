package io.peregrine.output.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * Reads the body of an answer as far as anybody has use for it: at most so many bytes, at most so long. What the receiver sends beyond that
 * is not read and its connection is closed; the status of the answer counts all the same.
 */
final class BoundedAnswer implements HttpResponse.BodySubscriber<byte[]> {
    /** More than any receiver's acknowledgement; what is longer is cut. */
    static final int MAX_BYTES = 64 << 10;

    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final Duration longest;
    private Flow.Subscription subscription;

    private BoundedAnswer(Duration longest) {
        this.longest = longest;
    }

    /** Reads bodies for so long from the end of their heads on. */
    static HttpResponse.BodyHandler<byte[]> within(Duration longest) {
        return _ -> new BoundedAnswer(longest);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscribed) {
        subscription = subscribed;
        CompletableFuture.delayedExecutor(longest.toNanos(), TimeUnit.NANOSECONDS)
                .execute(this::stop);
        subscribed.request(1);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[Math.min(buffer.remaining(), MAX_BYTES - read.size())];
            buffer.get(bytes);
            read.writeBytes(bytes);
        }
        if (read.size() < MAX_BYTES) {
            subscription.request(1);
        } else {
            stop();
        }
    }

    private synchronized void stop() {
        if (!body.isDone()) {
            onComplete();
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public synchronized void onComplete() {
        body.complete(read.toByteArray());
    }
}
