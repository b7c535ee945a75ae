package io.peregrine.output.http;

import io.peregrine.output.AlertSink;
import io.peregrine.output.tls.TlsContexts;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How alerts are posted.
 *
 * @param uri the URL
 * @param content what a request carries
 * @param tls whom to trust and what to show
 * @param delivery timeouts and repetition
 * @param batching how many alerts share a request
 */
public record HttpOptions(URI uri, Content content, Tls tls, Delivery delivery, AlertSink.Batching batching) {

    /**
     * What a request carries and what becomes of its answer.
     *
     * @param json whether alerts are JSON objects
     * @param compress compress bodies with gzip
     * @param userAgent the User-Agent header
     * @param headers more headers
     * @param authentication how the client proves who it is
     * @param echo where answers are printed, when they are
     */
    public record Content(
            boolean json,
            boolean compress,
            String userAgent,
            Map<String, String> headers,
            Authentication authentication,
            Optional<OutputStream> echo) {}

    /** How the client proves who it is. */
    public sealed interface Authentication {
        /** Not at all. */
        record None() implements Authentication {}

        /** With the bearer token in a file. */
        record Bearer(Path tokenFile) implements Authentication {}

        /** With a user name, and the password in a file. */
        record Basic(String user, Path passwordFile) implements Authentication {}
    }

    /** Whom to trust and what to show. */
    public record Tls(TlsContexts.Trust trust, Optional<TlsContexts.Identity> identity) {}

    /**
     * Timeouts and repetition.
     *
     * @param connectTimeout how long connecting may take
     * @param requestTimeout how long a request may take
     * @param timeoutRepetitions how often a request that timed out is sent again at once
     */
    public record Delivery(Duration connectTimeout, Duration requestTimeout, int timeoutRepetitions) {}
}
