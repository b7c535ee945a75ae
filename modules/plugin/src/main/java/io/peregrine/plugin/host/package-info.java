/**
 * The registry of plugins: which are loaded, which serve which event source, and the instances that run there. Both kinds of plugins are one
 * thing here. What a plugin may do wrong by its declarations is refused here, in Falco's words.
 */
package io.peregrine.plugin.host;
