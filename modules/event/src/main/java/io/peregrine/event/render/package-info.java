/**
 * Values of parameters as text: flags, errors, addresses, connections, times, paths, and the sanitiser of outputs.
 *
 * <p>All text is bytes in a {@link io.peregrine.event.render.TextBuffer} until the last step of an output decodes it. What needs tables
 * (descriptor names behind a number) comes in as an argument; no table and no field may enter.
 */
package io.peregrine.event.render;
