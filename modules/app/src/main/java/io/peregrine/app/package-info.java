/**
 * The command: start-up as an ordered list of named steps, the loop that drives sources, signals and reload. Everything that can be
 * decided elsewhere is: this package wires.
 */
package io.peregrine.app;
