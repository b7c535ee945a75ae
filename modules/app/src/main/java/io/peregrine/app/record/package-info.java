/**
 * What {@code peregrine record} does: writes the events of an open source to a file, of the whole machine or of one command's process tree.
 * Takes values and an open source and knows neither the command line nor the configuration.
 */
package io.peregrine.app.record;
