/** Threads and descriptors of the tables as the records of captures, and back. Nothing else may enter. */
package io.peregrine.state.record;
