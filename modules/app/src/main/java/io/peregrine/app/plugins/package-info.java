/**
 * The plugins of a configuration: loaded, started for the event sources that they serve, and described for lists. Their events are watched in room {@code
 * watch}; what a plugin is stands in the module {@code plugin}.
 */
package io.peregrine.app.plugins;
