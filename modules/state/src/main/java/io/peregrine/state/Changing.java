package io.peregrine.state;

/** Something whose old form may have to be kept before it changes. */
interface Changing {
    /** Nothing keeps its old forms. */
    Changing UNOBSERVED = () -> {};

    /** It is about to change. */
    void beforeChange();
}
