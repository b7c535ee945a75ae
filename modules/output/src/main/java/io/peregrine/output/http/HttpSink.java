package io.peregrine.output.http;

import io.peregrine.output.AlertSink;
import io.peregrine.output.OutputMessage;
import io.peregrine.output.tls.TlsContexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLHandshakeException;

/**
 * Alerts posted to a URL. A request that fails or is answered with 408, 429 or 5xx is repeated by the lane; any other
 * answer outside 2xx means that the receiver will not have these alerts.
 */
public final class HttpSink implements AlertSink {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpOptions options;
    private final AuthorizationHeader credentials;
    private HttpClient client;

    /**
     * Makes the sink; nothing is connected before the first alert.
     *
     * @throws IllegalArgumentException if a header's name or value cannot be sent; the message is a sentence
     */
    public HttpSink(HttpOptions options) {
        this.options = options;
        this.credentials = new AuthorizationHeader(options.content().authentication());
        try {
            request(HttpRequest.BodyPublishers.noBody());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The http output cannot send requests to '" + options.uri() + "': " + e.getMessage() + ".", e);
        }
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public Batching batching() {
        return options.batching();
    }

    @Override
    public void write(List<OutputMessage> messages) throws IOException {
        post(messages.stream().map(OutputMessage::text).toList());
    }

    /** Posts alerts in their written form; fails as {@link #write} does. */
    void post(List<String> texts) throws IOException {
        HttpRequest.Builder builder = request(HttpRequest.BodyPublishers.ofByteArray(body(texts)));
        credentials.header().ifPresent(value -> builder.setHeader("Authorization", value));
        HttpResponse<byte[]> response = send(builder.build());
        if (options.content().echo().isPresent()) {
            echo(response.body(), options.content().echo().get());
        }
        int status = response.statusCode();
        if (status / 100 == 2) {
            return;
        }
        String answer = options.uri() + " answered with status " + status;
        if (status >= 500 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS) {
            throw new IOException(answer);
        }
        throw new RefusedException(answer);
    }

    private static void echo(byte[] answer, OutputStream to) {
        try {
            to.write(answer);
            to.flush();
        } catch (IOException e) {
            // the alerts are delivered all the same; standard output has an output of its own that says so
        }
    }

    private byte[] body(List<String> texts) throws IOException {
        boolean array = options.content().json() && options.batching().maxAlerts() > 1;
        String text = String.join(array ? "," : "\n", texts);
        text = array ? "[" + text + "]" : text;
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        if (!options.content().compress()) {
            return plain;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    private HttpRequest.Builder request(HttpRequest.BodyPublisher body) {
        HttpOptions.Content content = options.content();
        HttpRequest.Builder builder = HttpRequest.newBuilder(options.uri())
                .timeout(options.delivery().requestTimeout())
                .setHeader("User-Agent", content.userAgent())
                .setHeader("Content-Type", content.json() ? "application/json" : "text/plain")
                .POST(body);
        if (content.compress()) {
            builder.setHeader("Content-Encoding", "gzip");
        }
        content.headers().forEach(builder::setHeader);
        return builder;
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        for (int repetition = 0; ; repetition++) {
            try {
                return client().send(
                                request, BoundedAnswer.within(options.delivery().requestTimeout()));
            } catch (HttpTimeoutException e) {
                if (repetition >= options.delivery().timeoutRepetitions()) {
                    throw new IOException(options.uri() + " does not answer in time", e);
                }
            } catch (SSLHandshakeException e) {
                throw new IOException("TLS with " + options.uri() + " failed: " + e.getMessage(), e);
            } catch (ConnectException e) {
                String reason = e.getCause() instanceof UnresolvedAddressException
                        ? "its name is unknown"
                        : "connection refused";
                throw new IOException(options.uri() + " cannot be reached: " + reason, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while posting to " + options.uri(), e);
            } catch (IOException e) {
                throw new IOException(
                        "posting to " + options.uri() + " failed: "
                                + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                        e);
            }
        }
    }

    private HttpClient client() throws IOException {
        if (client == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .proxy(EnvironmentProxy.of(System.getenv()))
                    .connectTimeout(options.delivery().connectTimeout());
            if ("https".equalsIgnoreCase(options.uri().getScheme())) {
                builder.sslContext(
                        TlsContexts.client(options.tls().trust(), options.tls().identity()));
            }
            client = builder.build();
        }
        return client;
    }

    /** Certificates and keys are read again with the next request. */
    @Override
    public void reopen() {
        close();
    }

    @Override
    public void close() {
        if (client != null) {
            client.shutdownNow();
            client = null;
        }
    }
}
