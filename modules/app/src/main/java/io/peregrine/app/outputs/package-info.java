/** Where alerts and the lines of the log go: what the configuration asks for, started, and following reloads. */
package io.peregrine.app.outputs;
