package io.peregrine.diagnostics;

/** How bad a diagnostic is. */
public enum Severity {
    /** The item that it speaks of cannot be used. */
    ERROR,
    /** The item works, but hardly as its author meant it. */
    WARNING
}
