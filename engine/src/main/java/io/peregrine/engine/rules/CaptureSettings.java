package io.peregrine.engine.rules;

/**
 * Whether a rule asks for a recording.
 *
 * @param enabled whether a match starts one
 * @param durationMillis how long it lasts, 0 for the configured default
 */
public record CaptureSettings(boolean enabled, long durationMillis) {}
