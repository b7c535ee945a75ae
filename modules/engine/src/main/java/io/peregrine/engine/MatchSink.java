package io.peregrine.engine;

/** Receives the rules that an event matches, in the order in which they are asked. */
@FunctionalInterface
public interface MatchSink {
    /**
     * Takes one match.
     *
     * @param rule the rule's number in its rule set
     * @return whether the rules behind it shall be asked too
     */
    boolean accept(int rule);
}
