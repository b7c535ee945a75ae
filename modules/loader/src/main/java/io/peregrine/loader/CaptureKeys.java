package io.peregrine.loader;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an item says of recordings. A key that it does not have is empty.
 *
 * @param enabled whether a match starts one
 * @param durationMillis how long it lasts
 * @param events after how many events it ends
 * @param fileKilobytes at which size of its file it ends
 */
record CaptureKeys(
        Optional<Boolean> enabled, Optional<Long> durationMillis, Optional<Long> events, Optional<Long> fileKilobytes) {
    static final String ENABLED = "capture";
    static final String DURATION = "capture_duration";
    static final String EVENTS = "capture_events";
    static final String FILE_SIZE = "capture_filesize";

    /** All of them. */
    static final Set<String> ALL = Set.of(ENABLED, DURATION, EVENTS, FILE_SIZE);

    /** An item that says nothing. */
    static final CaptureKeys NONE =
            new CaptureKeys(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final RuleRecording UNSET = new RuleRecording(false, 0, 0, 0);

    /** Which keys are to be read. */
    interface Wanted {
        boolean test(String key) throws LoadException;
    }

    static CaptureKeys read(Decoder item, Wanted wanted) throws LoadException {
        return new CaptureKeys(
                wanted.test(ENABLED) ? Optional.of(item.truth(ENABLED)) : Optional.empty(),
                number(item, DURATION, wanted),
                number(item, EVENTS, wanted),
                number(item, FILE_SIZE, wanted));
    }

    private static Optional<Long> number(Decoder item, String key, Wanted wanted) throws LoadException {
        return wanted.test(key) ? Optional.of(item.number(key)) : Optional.empty();
    }

    boolean isEmpty() {
        return Stream.of(enabled, durationMillis, events, fileKilobytes).allMatch(Optional::isEmpty);
    }

    /** What a rule says that has only these keys. */
    RuleRecording settings() {
        return over(UNSET);
    }

    /** What a rule says when these keys replace those that it had. */
    RuleRecording over(RuleRecording old) {
        return new RuleRecording(
                enabled.orElse(old.enabled()),
                durationMillis.orElse(old.durationMillis()),
                events.orElse(old.events()),
                fileKilobytes.map(size -> size << 10).orElse(old.fileBytes()));
    }
}
