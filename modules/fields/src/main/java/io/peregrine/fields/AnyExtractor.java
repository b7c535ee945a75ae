package io.peregrine.fields;

import io.peregrine.state.EventContext;

/**
 * Gets the candidates of a field that holds when any one of them does, for conditions: all ancestors for {@code proc.aname} without index,
 * both ends of a connection for {@code fd.ip}.
 *
 * <p>A comparison is true when it is true for some candidate; with no candidates it is false. {@code exists} is true when {@link #extract}
 * is. {@code !=} differs by field ({@link #unequalMeansAll()}): for ancestors it holds when any one differs, for the ends of a connection
 * only when both do.
 */
public non-sealed interface AnyExtractor extends Extractor {
    /**
     * Reads the candidates for the context's event.
     *
     * @param context the event and its state
     * @param out receives the candidates, numbers or bytes by the field's type; the extractor clears it first; possibly none
     * @return false when the event does not have the field
     */
    boolean extract(EventContext context, SlotList out);

    /** Whether {@code !=} asks that all candidates differ instead of any. */
    default boolean unequalMeansAll() {
        return false;
    }

    /** Whether {@code in} and its like look at the first item of the right side alone, as Falco does for {@code fd.net}. */
    default boolean firstItemOnly() {
        return false;
    }
}
