package io.peregrine.capture.convert;

/**
 * Where a parameter of a converted event comes from.
 *
 * @param origin the kind of place
 * @param param the parameter there, for the kinds that take one
 */
record ParamSource(Origin origin, int param) {
    /** The kinds of places. */
    enum Origin {
        /** A parameter of the event itself. */
        OLD,
        /** A parameter of the thread's enter event, or the default of its type. */
        ENTER_OR_DEFAULT,
        /** A parameter of the thread's enter event, or no bytes. */
        ENTER_OR_EMPTY,
        /** Zero, or the largest number for a user or group. */
        DEFAULT,
        /** No bytes. */
        EMPTY,
        /** The JSON text of a container, from its number, type, name and image. */
        CONTAINER
    }
}
