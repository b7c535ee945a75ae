/**
 * Figures about a running Peregrine: what they are called and in which unit they are counted, and the two forms in which they
 * are given, the text that Prometheus reads and the snapshot that is written as an alert or to a file.
 *
 * <p>The figures themselves come from a {@link io.peregrine.server.metrics.MetricsSource}; nothing is counted here.
 */
package io.peregrine.server.metrics;
