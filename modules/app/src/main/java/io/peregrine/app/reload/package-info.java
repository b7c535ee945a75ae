/**
 * A running engine follows its configuration: watching files, loading everything anew aside, and putting it in force between two events. Knows
 * parts by their interface alone.
 */
package io.peregrine.app.reload;
