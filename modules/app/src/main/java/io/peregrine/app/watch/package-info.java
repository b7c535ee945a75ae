/**
 * Watching: the loop that takes events from a source through tables and rules to alerts, what can be asked of it while it runs, and what is
 * printed when it ends.
 */
package io.peregrine.app.watch;
