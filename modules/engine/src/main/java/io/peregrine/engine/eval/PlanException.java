package io.peregrine.engine.eval;

import io.peregrine.diagnostics.HeapRoom;
import io.peregrine.filter.syntax.Operator;

/** Tells in one sentence why a checked condition cannot be planned. */
public final class PlanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A refusal in one sentence. */
    public PlanException(String sentence) {
        super(sentence);
    }

    /** Refuses to go on where the memory does not hold so many bytes more. */
    public static void requireRoom(long bytes) {
        if (!HeapRoom.has(bytes)) {
            throw new PlanException(HeapRoom.refusal("The rules need") + ".");
        }
    }

    static PlanException unsupported(Operator operator, String values) {
        return new PlanException("The operator " + operator.symbol() + " does not work on " + values + ".");
    }
}
