package io.peregrine.loader;

/**
 * What a rule says of recordings. A recording ends at the first of its limits.
 *
 * @param enabled whether a match starts one
 * @param durationMillis how long it lasts ({@code capture_duration}), 0 for the configured default
 * @param events after how many events it ends ({@code capture_events}, a key of ours), 0 for any number
 * @param fileBytes at which size of its file it ends ({@code capture_filesize}, a key of ours, in kilobytes of 1,024 bytes), 0 for any
 */
public record RuleRecording(boolean enabled, long durationMillis, long events, long fileBytes) {}
