package io.peregrine.event;

/** Whose answers count where Falco is plainly wrong; the setting {@code compatibility}. What differs stands in DECISIONS.md. */
public enum Compatibility {
    /** What is right. */
    RIGHT,
    /** What Falco 0.44 answers, its faults included. */
    EXACT;

    /** Whether Falco's faults are wanted. */
    public boolean isExact() {
        return this == EXACT;
    }
}
