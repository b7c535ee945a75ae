package io.peregrine.plugin;

/** Reads a field of an event. Called by the thread of the source, several times an event, also again for the output: it must be repeatable. */
@FunctionalInterface
public interface FieldReader {
    /**
     * Reads the value.
     *
     * @param event the event; not to be kept
     * @param out receives the value, of the declared type; for a list one after another
     * @return whether the event has the field; {@code out} is ignored if not
     */
    boolean read(PluginEvent event, ValueOut out);
}
