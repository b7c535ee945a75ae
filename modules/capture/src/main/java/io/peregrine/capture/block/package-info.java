/**
 * The block layouts of a capture, each stated once in a stateless descriptor that reader and writer share, and the cursor that checks
 * every length before it is used ({@link io.peregrine.capture.block.BlockReader}).
 *
 * <p>A list entry of a current block begins with its own length, and that length, not a version, decides which of its later fields are
 * there. Nothing here knows events beyond the block that carries one.
 */
package io.peregrine.capture.block;
