package io.peregrine.engine;

/** How many rules an event can match. */
public enum RuleMatching {
    /** The first one in the order of enabling. */
    FIRST,
    /** Every one. */
    ALL
}
