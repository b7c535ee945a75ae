/**
 * The bytes of a capture as a stream through native memory: a file, plain or gzip, is read ahead on a thread of its own into a few
 * chunks that are used again and again, and {@link io.peregrine.capture.input.Window} shows any run of them as one piece of memory.
 *
 * <p>Nothing here knows blocks or events.
 */
package io.peregrine.capture.input;
