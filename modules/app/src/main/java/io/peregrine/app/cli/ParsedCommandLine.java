package io.peregrine.app.cli;

import java.util.List;

/**
 * A command line that was understood.
 *
 * @param invocation what to do
 * @param warnings what the user should know about the options, a sentence each
 */
public record ParsedCommandLine(Invocation invocation, List<String> warnings) {
    public ParsedCommandLine {
        warnings = List.copyOf(warnings);
    }
}
