package io.peregrine.plugin;

/** Makes the reader of a field for an argument, once, when rules are loaded: what an argument means is worked out here and not for each event. */
@FunctionalInterface
public interface FieldBinder {
    /** The reader for an argument; it is called when the instance was started. */
    FieldReader bind(FieldRequest request);
}
