/**
 * Events of old captures in the current layout: a table ({@code conversions.tsv}) says what becomes of each code with each number of
 * parameters, and a small engine applies it until the event is current. What enter events said moves into the exit events, which alone
 * travel today.
 *
 * <p>Nothing here knows blocks; a new conversion is a line in the table.
 */
package io.peregrine.capture.convert;
