package io.peregrine.schema;

/**
 * What a parameter is for its call: a column of the event table, for code that treats calls alike which carry the same thing in different places.
 * The directory that goes with a path is told by the path's own parameter ({@link EventDescriptor#directoryOf}).
 */
public enum ParamRole {
    /** The path of a call that names one. */
    PATH,
    /** The path that a call with two of them begins with: what is renamed, linked to or mounted. */
    SOURCE,
    /** The path that a call with two of them makes. */
    TARGET,
    /** The descriptor that the call made. */
    NEW,
    /** The second descriptor of a call that made two. */
    OTHER_NEW,
    /** The address or the pair of addresses that the call is about. */
    ADDRESS
}
