package io.peregrine.schema;

import java.util.List;
import java.util.Optional;

/**
 * One parameter of an event code.
 *
 * @param name the parameter's name, as {@code evt.arg.NAME} takes it
 * @param type the type of its value
 * @param format how a number is printed
 * @param flagSet the names of its bits or values, if it has any
 * @param directoryParam for a relative path the index of the parameter with the directory descriptor, else -1
 * @param variants for a dynamic parameter the types that its first byte picks from, else empty
 */
public record ParamDescriptor(
        String name,
        ParamType type,
        PrintFormat format,
        Optional<FlagSet> flagSet,
        int directoryParam,
        List<Variant> variants) {
    /**
     * One type that a dynamic parameter can have.
     *
     * @param type the type of the bytes behind the first
     * @param format how a number is printed
     */
    public record Variant(ParamType type, PrintFormat format) {}

    public ParamDescriptor {
        variants = List.copyOf(variants);
    }

    /** Of the name alone: conditions are hashed by the fields in them, and a flag set has a hundred entries. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
