/**
 * Recordings around alerts: what starts and ends one, what of the past it holds, and how it reaches the disk.
 *
 * <p>{@link io.peregrine.recorder.Recorder} belongs to the thread of a source and never waits: it copies events into segments of native
 * memory and hands them over to a writing thread of its own. Rules, alerts and the filter language stay outside; they come in as {@link
 * io.peregrine.recorder.RuleCapture} and {@link io.peregrine.recorder.EventFilter}, state tables as {@link
 * io.peregrine.capture.record.StateHistory}.
 */
package io.peregrine.recorder;
