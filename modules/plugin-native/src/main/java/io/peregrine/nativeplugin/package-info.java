/**
 * Native plugins: the C interface of plugin API 3.12 as implementations of {@link io.peregrine.plugin.Plugin} and its capabilities.
 *
 * <p>A struct of the interface is a stateless description of offsets; the sizes and offsets are those of {@code plugin_api.h} of libs 0.25.2. Calls
 * go through {@link io.peregrine.nativeplugin.PluginCalls}, which notes the running one; nothing is allocated for a call that is made for every event. Everything that
 * a plugin hands over is checked here. No knowledge of configuration files and of the command line may enter.
 */
package io.peregrine.nativeplugin;
