/**
 * What {@code peregrine read} does: prints the events of a capture through the fields of the rule language, or tells what is in it. Takes
 * values and streams and knows neither the command line nor the configuration.
 */
package io.peregrine.app.read;
