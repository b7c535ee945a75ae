package io.peregrine.engine.profile;

/** What the asking of one rule leaves behind. Owned by one thread; written over by the next rule. */
final class Trace {
    private final int[] rejectedBy;
    private int rejected;
    private long shared;
    private long known;

    /** A trace for plans with so many remembered answers. */
    Trace(int memos) {
        rejectedBy = new int[memos];
    }

    /** The answer is no because of this part; always false. */
    boolean reject(int part) {
        rejected = part;
        return false;
    }

    /** The part that said no last. */
    int rejected() {
        return rejected;
    }

    /** A remembered part was asked; whether its answer was known. */
    void countShared(boolean wasKnown) {
        shared++;
        if (wasKnown) {
            known++;
        }
    }

    /** A remembered part, whose parts begin at a number, said no: which of them, for whoever asks it again. */
    boolean keepRejection(int memo, int first) {
        rejectedBy[memo] = rejected - first;
        return false;
    }

    /** A remembered part, whose parts begin at a number, said no already. */
    boolean repeatRejection(int memo, int first) {
        return reject(first + rejectedBy[memo]);
    }

    /** How often remembered parts were asked. */
    long shared() {
        return shared;
    }

    /** How often their answer was known. */
    long known() {
        return known;
    }
}
