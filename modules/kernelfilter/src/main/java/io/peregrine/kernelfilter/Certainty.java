package io.peregrine.kernelfilter;

/** What is known of a condition's answer for a whole class of events. */
enum Certainty {
    /** False for each of them. */
    NEVER,
    /** Nothing is known. */
    MAYBE,
    /** True for each of them. */
    ALWAYS;

    Certainty and(Certainty other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Certainty or(Certainty other) {
        return compareTo(other) >= 0 ? this : other;
    }

    Certainty not() {
        return switch (this) {
            case NEVER -> ALWAYS;
            case MAYBE -> MAYBE;
            case ALWAYS -> NEVER;
        };
    }

    /** {@link #NEVER} where that is known, else nothing. */
    static Certainty neverIf(boolean known) {
        return known ? NEVER : MAYBE;
    }
}
