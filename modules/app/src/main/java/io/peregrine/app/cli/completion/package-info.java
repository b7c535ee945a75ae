/**
 * What shells and {@code man} read of the command line: completions for bash, zsh and fish, and the manual page, written from the command model, so
 * that an option is declared once. Nothing of what commands do may enter.
 */
package io.peregrine.app.cli.completion;
