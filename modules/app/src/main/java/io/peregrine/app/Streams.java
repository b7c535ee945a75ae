package io.peregrine.app;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.function.BooleanSupplier;

/**
 * Where a run prints, and which of it a person looks at.
 *
 * @param out standard output, for alerts and for what was asked to be printed; unbuffered
 * @param err standard error, for logs and errors
 * @param outIsTerminal whether standard output is a terminal
 * @param errIsTerminal whether standard error is a terminal
 */
public record Streams(OutputStream out, PrintStream err, BooleanSupplier outIsTerminal, BooleanSupplier errIsTerminal) {
    /** Streams of which it is known. */
    public Streams(OutputStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal) {
        this(out, err, () -> outIsTerminal, () -> errIsTerminal);
    }
}
