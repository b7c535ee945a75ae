/**
 * The way of blocks into a file: {@link io.peregrine.capture.output.CaptureFile} packs them and counts the bytes, {@link
 * io.peregrine.capture.output.SnapshotBlocks} turns a snapshot into blocks as it is delivered.
 *
 * <p>Nothing here knows threads, rings or triggers, nor what an event means.
 */
package io.peregrine.capture.output;
