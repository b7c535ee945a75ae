package io.peregrine.filter.field;

/** What the value of a field is a function of; an evaluator may keep an answer as long as that subject stays the same. */
public enum Dependency {
    /** The event itself, or more than one of the subjects below. */
    EVENT,
    /** The process or thread of the event. */
    PROCESS,
    /** The process and its chain of ancestors. */
    ANCESTORS,
    /** The descriptor of the event. */
    DESCRIPTOR,
    /** The user or group of the process. */
    USER,
    /** An added slot of the process, such as its container. */
    ADDED_SLOT,
    /** Nothing: the value is the same as long as the program runs. */
    CONSTANT
}
