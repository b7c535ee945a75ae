package io.peregrine.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where alerts go.
 *
 * @param buffered write in larger pieces instead of alert by alert
 * @param queueCapacity how many alerts may wait; 0 means no limit
 * @param timeout after how long a blocked output is reported
 * @param standardOutput whether alerts go to standard output
 * @param syslog whether alerts go to the system log
 * @param file the file output, when enabled
 * @param program the program output, when enabled
 * @param http the HTTP output, when enabled
 * @param throttles limits on repeated alerts, in order
 */
public record OutputSettings(
        boolean buffered,
        long queueCapacity,
        Duration timeout,
        boolean standardOutput,
        boolean syslog,
        Optional<FileOutput> file,
        Optional<ProgramOutput> program,
        Optional<HttpOutput> http,
        List<Throttle> throttles) {
    public OutputSettings {
        throttles = List.copyOf(throttles);
    }

    /** Alerts appended to a file. */
    public record FileOutput(String filename, boolean keepAlive, Rotation rotation) {}

    /** Alerts handed to a shell command. */
    public record ProgramOutput(String program, boolean keepAlive) {}

    /**
     * When a growing file is renamed and begun anew.
     *
     * @param maxSizeMb size in megabytes; 0 means never
     * @param maxAge age; zero means never
     * @param maxFiles how many renamed files are kept
     */
    public record Rotation(long maxSizeMb, Duration maxAge, int maxFiles) {}

    /**
     * Alerts posted to a URL.
     *
     * @param url the URL
     * @param request what every request carries
     * @param tls whom to trust and what to show
     * @param delivery timeouts and repetition
     * @param batch how many alerts share a request
     * @param spool where undelivered alerts wait across restarts, when there is such a place
     */
    public record HttpOutput(
            String url, Request request, Tls tls, Delivery delivery, Batch batch, Optional<Spool> spool) {}

    /**
     * What every request carries and what becomes of its answer.
     *
     * @param userAgent the User-Agent header
     * @param headers more headers
     * @param auth how the client proves who it is
     * @param echo print answers to standard output
     * @param compress compress bodies
     */
    public record Request(String userAgent, Map<String, String> headers, Auth auth, boolean echo, boolean compress) {}

    /**
     * How the client proves who it is; empty texts mean not at all.
     *
     * @param bearerTokenFile a file that holds a bearer token
     * @param basicUser a user name
     * @param basicPasswordFile a file that holds the user's password
     */
    public record Auth(String bearerTokenFile, String basicUser, String basicPasswordFile) {}

    /**
     * Whom to trust and what to show. Of the three authorities the first that is not empty counts.
     *
     * @param insecure check neither certificate nor name
     * @param authorities the certificate authorities
     * @param clientCertificate certificate and key to show, when mutual TLS is on
     */
    public record Tls(boolean insecure, Authorities authorities, Optional<ClientCertificate> clientCertificate) {}

    /** Files and folder of certificate authorities; the first that is not empty counts. */
    public record Authorities(String file, String bundle, String folder) {}

    /** A PEM certificate and its PEM key. */
    public record ClientCertificate(String certificate, String key) {}

    /** Timeouts and repetition. */
    public record Delivery(
            boolean keepAlive, int maxConsecutiveTimeouts, Duration connectTimeout, Duration requestTimeout) {}

    /** How many alerts share a request, and how long one may wait for others. */
    public record Batch(int maxAlerts, Duration maxDelay) {}

    /** A folder of undelivered alerts. */
    public record Spool(String directory, long maxSizeMb, Duration fsyncInterval) {}

    /**
     * A limit on repeated alerts.
     *
     * @param rule a rule name in which {@code *} stands for any text
     * @param key output fields that tell series apart
     * @param window the period
     * @param max how many alerts of a series pass in a period
     */
    public record Throttle(String rule, List<String> key, Duration window, int max) {}
}
