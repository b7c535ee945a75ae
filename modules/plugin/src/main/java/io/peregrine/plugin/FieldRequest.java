package io.peregrine.plugin;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The argument with which a rule names a field. A field that takes both kinds gets a number as both.
 *
 * @param key the argument as text
 * @param index the argument as number, unsigned
 */
public record FieldRequest(Optional<String> key, OptionalLong index) {
    /** The field stands without argument. */
    public static final FieldRequest NONE = new FieldRequest(Optional.empty(), OptionalLong.empty());

    /** Whether there is an argument. */
    public boolean isPresent() {
        return key.isPresent() || index.isPresent();
    }
}
