package io.peregrine.capture.block;

import java.io.IOException;

/** Tells what is wrong with a capture in a clause that follows its name and place; the reader makes the sentence. */
public final class DamageException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Damage in a clause, such as "a process list ends inside an entry". */
    public DamageException(String clause) {
        super(clause);
    }
}
