package io.peregrine.container.metadata;

/**
 * Something mounted into a container.
 *
 * @param source where it comes from
 * @param destination where it is seen
 * @param mode the engine's text of its mode
 * @param writable whether it can be written to
 * @param propagation how mounts below it travel
 */
public record Mount(String source, String destination, String mode, boolean writable, String propagation) {
    /** All parts joined by colons. */
    public String text() {
        return source + ":" + destination + ":" + mode + ":" + writable + ":" + propagation;
    }
}
