/**
 * The command {@code profile}: what rules cost on a capture or on this machine, as text or JSON. What is counted is the engine's ({@link
 * io.peregrine.engine.profile}); here it is only run and shown.
 */
package io.peregrine.app.profile;
