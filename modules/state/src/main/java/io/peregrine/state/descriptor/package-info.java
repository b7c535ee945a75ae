/**
 * What a descriptor is: its kind, name, flags and node, and the addresses of sockets, as values and in the layouts of events. Tables and threads may not
 * enter.
 */
package io.peregrine.state.descriptor;
