/**
 * The way of an alert from the engine to those who want to know: a station where values are waited
 * for that are on their way, a bounded queue, the stages that may hold an alert back,
 * and a lane with a thread of its own for every sink.
 *
 * <p>The engine's threads only ever put an alert into the queue. A sink that hangs, refuses or fills its disk holds up its
 * own lane and nothing else; what is lost is counted, and said once.
 */
package io.peregrine.output;
