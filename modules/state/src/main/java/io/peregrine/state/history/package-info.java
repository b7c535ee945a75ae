/**
 * The tables as they are and as they were at a checkpoint, for a recorder on another thread. What the tables themselves do for it is {@link
 * io.peregrine.state.TableHistory}, where the protocol between the two threads is written down; the tables know nothing of this package.
 */
package io.peregrine.state.history;
