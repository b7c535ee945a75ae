package io.peregrine.server.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the web server answers. All suppliers are called by its threads.
 *
 * @param healthPath the path of the health check
 * @param versions the JSON object of versions
 * @param notReady the reasons why Peregrine does not watch as it should, a sentence each; empty when it does
 * @param metrics the text for Prometheus, when it is served
 */
public record Endpoints(
        String healthPath,
        Supplier<String> versions,
        Supplier<List<String>> notReady,
        Optional<Supplier<String>> metrics) {}
