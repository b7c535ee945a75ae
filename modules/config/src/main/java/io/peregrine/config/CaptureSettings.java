package io.peregrine.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What is recorded.
 *
 * @param enabled whether anything is
 * @param pathPrefix what file names begin with
 * @param allRules whether every rule starts a recording, not only those that ask for it
 * @param defaultDuration how long a recording runs after its last trigger when the rule does not say
 * @param maxFileSizeMb size at which a file ends, in megabytes; 0 means no limit
 * @param filter a condition that events must meet to be written; empty for none
 * @param includeFileField add the file's name to the JSON of alerts that have one
 * @param lookback what is kept of the past, when anything is
 * @param retention how many files are kept
 */
public record CaptureSettings(
        boolean enabled,
        String pathPrefix,
        boolean allRules,
        Duration defaultDuration,
        long maxFileSizeMb,
        String filter,
        boolean includeFileField,
        Optional<Lookback> lookback,
        Retention retention) {

    /** What is kept of the past: so much time, in so much memory. */
    public record Lookback(Duration duration, int maxSizeMb) {}

    /** How many files and megabytes are kept; 0 means all. */
    public record Retention(int maxFiles, long maxTotalSizeMb) {}
}
