package io.peregrine.authoring.format;

/** A node is written in a way that the layout does not know; its item stays as it is. Never leaves this package. */
final class UnknownLayoutException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownLayoutException(String what) {
        super(what, null, false, false);
    }
}
