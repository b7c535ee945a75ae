package io.peregrine.recorder;

import io.peregrine.capture.output.CaptureFile.Packing;

/**
 * What is recorded, and within which bounds.
 *
 * @param pathPrefix what the names of files begin with, a folder included
 * @param allRules whether every match starts a recording, not only those of rules that ask for it
 * @param defaultDurationNanos how long a recording runs after a match whose rule does not say
 * @param maxFileBytes at which size every file ends, 0 for none
 * @param packing how files are packed
 * @param lookback what is kept of the past
 * @param retention how many files are kept
 */
public record RecorderSettings(
        String pathPrefix,
        boolean allRules,
        long defaultDurationNanos,
        long maxFileBytes,
        Packing packing,
        Lookback lookback,
        Retention retention) {
    /**
     * What is kept of the past in memory and written in front of a trigger.
     *
     * @param durationNanos how far it reaches back, 0 for not at all
     * @param maxBytes how much memory it takes
     */
    public record Lookback(long durationNanos, long maxBytes) {
        /** Nothing is kept. */
        public static final Lookback NONE = new Lookback(0, 0);

        /** Whether anything is kept. */
        public boolean isOn() {
            return durationNanos > 0 && maxBytes > 0;
        }
    }

    /**
     * How many files stay on the disk; the oldest are removed when a recording ends.
     *
     * @param maxFiles the number, 0 for any
     * @param maxTotalBytes their size, 0 for any
     */
    public record Retention(int maxFiles, long maxTotalBytes) {
        /** Nothing is removed. */
        public static final Retention ALL = new Retention(0, 0);
    }
}
