package io.peregrine.fields;

import io.peregrine.state.EventContext;
import java.util.Optional;

/** Tells of a field that had no value for an event whether one may still come. Immutable; shared by all threads. */
@FunctionalInterface
public interface LateReading {
    /** Of a field whose absence is final, as that of nearly all is. */
    LateReading NEVER = context -> Optional.empty();

    /**
     * The value that may come. Asked on a match alone, after the extractor found nothing; may allocate.
     *
     * @param context the event and its state; not to be kept
     * @return empty when the field has no value and will have none
     */
    Optional<LateValue> of(EventContext context);
}
