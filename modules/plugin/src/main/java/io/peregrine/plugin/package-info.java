/**
 * What a plugin is: who it is, what it can do, and what it is handed. Java plugins implement exactly these interfaces and are found by {@link
 * java.util.ServiceLoader}; native ones are wrapped in them, so that nothing above sees a difference.
 *
 * <p>A plugin implements {@link io.peregrine.plugin.Plugin} and one interface for each {@link io.peregrine.plugin.PluginCapability}. One object is one
 * instance: a plugin that serves two event sources is created, started and closed twice. No registry, no configuration file and no native memory
 * layout may enter here.
 */
package io.peregrine.plugin;
