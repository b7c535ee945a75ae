package io.peregrine.config;

import java.util.Optional;

/**
 * The endpoints.
 *
 * @param enabled whether there are any
 * @param threads how many threads serve requests, at least 1
 * @param address the address to listen on
 * @param port the port to listen on; 0 lets the system choose
 * @param healthPath the path of the health check
 * @param prometheus serve metrics
 * @param certificate a PEM file with certificate and key, when TLS is on
 */
public record WebserverSettings(
        boolean enabled,
        int threads,
        String address,
        int port,
        String healthPath,
        boolean prometheus,
        Optional<String> certificate) {}
