/**
 * {@code .scap} files: the reader, the writer, and the table that converts events of old versions.
 *
 * <p>Every block layout is stated once, in a stateless descriptor that reader and writer share, and every length that comes from a file
 * is checked in {@link io.peregrine.capture.block.BlockReader} before it is used. Events leave in the current layout; state tables are met only
 * through {@link io.peregrine.capture.record}.
 */
package io.peregrine.capture;
