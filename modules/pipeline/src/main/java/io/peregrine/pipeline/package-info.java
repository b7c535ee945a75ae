/**
 * The one way of an event: source, injection queue, numbering, state, parsers, rules, recording, and what is exchanged between two events.
 *
 * <p>Watching, replaying, {@code read}, {@code record}, benches and fuzz targets all run through {@link io.peregrine.pipeline.Pipeline}. One
 * thread owns a pipeline with its tables; several pipelines share one rule set. Nothing here opens a source, reads a file or a setting,
 * or knows what becomes of an alert.
 */
package io.peregrine.pipeline;
