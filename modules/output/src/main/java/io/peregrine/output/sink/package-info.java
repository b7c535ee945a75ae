/** The sinks that need nothing but the machine they run on: standard output, files, programs, the system log. */
package io.peregrine.output.sink;
