package io.peregrine.probe;

/**
 * What went through overflow memory, where a reader puts what its rings have no more room for.
 *
 * @param heldBytes memory that it takes at this moment
 * @param events events that went through it so far
 */
public record OverflowFigures(long heldBytes, long events) {
    static final OverflowFigures NONE = new OverflowFigures(0, 0);
}
