/** Stations between queue and sinks that hold alerts back or add some. */
package io.peregrine.output.stage;
