/**
 * The command line: its options, what they mean for the configuration, and what the user asked to be done.
 *
 * <p>The result of reading it is a value, {@link io.peregrine.app.cli.ParsedCommandLine}; nothing is done here. Options
 * that only change settings become overrides of the configuration, so that the configuration stays the one place that
 * knows what a setting is.
 */
package io.peregrine.app.cli;
