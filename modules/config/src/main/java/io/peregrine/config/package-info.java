/**
 * The configuration: where it is found, how its parts are put together, and the immutable values that the rest of
 * Peregrine reads.
 *
 * <p>A value comes from, in rising order of precedence: the table of settings, the main file, the files named by
 * {@code config_files}, the command line. What a setting does belongs to the module that it configures; this package
 * never opens an output, a source or a socket.
 */
package io.peregrine.config;
