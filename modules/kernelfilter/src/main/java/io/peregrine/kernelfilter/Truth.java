package io.peregrine.kernelfilter;

/** What is known of a condition's answer for a whole class of events. */
enum Truth {
    /** False for each of them. */
    NEVER,
    /** Nothing is known. */
    MAYBE,
    /** True for each of them. */
    ALWAYS;

    Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    Truth not() {
        return switch (this) {
            case NEVER -> ALWAYS;
            case MAYBE -> MAYBE;
            case ALWAYS -> NEVER;
        };
    }

    /** {@link #NEVER} where that is known, else nothing. */
    static Truth neverIf(boolean known) {
        return known ? NEVER : MAYBE;
    }
}
