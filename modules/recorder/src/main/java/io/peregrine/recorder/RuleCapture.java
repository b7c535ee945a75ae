package io.peregrine.recorder;

/**
 * What a rule says of recordings.
 *
 * @param capture whether a match starts one; without it a match still moves the end of one that runs
 * @param durationNanos how long the recording runs from the match on, 0 for the default
 * @param events after how many events it ends, 0 for any number
 * @param fileBytes at which size of the file it ends, 0 for any
 */
public record RuleCapture(boolean capture, long durationNanos, long events, long fileBytes) {
    /** A rule that says nothing. */
    public static final RuleCapture NONE = new RuleCapture(false, 0, 0, 0);
}
