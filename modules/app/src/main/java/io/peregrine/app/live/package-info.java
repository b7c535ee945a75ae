/**
 * Sources that are open, and what looks after the kernel's: opening a probe, a capture or nothing at all; which calls are watched; the tables after
 * losses; what is done when events are lost or none come.
 */
package io.peregrine.app.live;
