package io.peregrine.plugin.host;

/**
 * What a configuration says of a plugin.
 *
 * @param name the name under which the configuration knows it
 * @param libraryPath its file
 * @param initConfig what its instances are started with
 * @param openParameters what its event source is opened with
 * @param mayFailAlone whether a failure of its source leaves the other sources running
 */
public record PluginSpec(
        String name, String libraryPath, String initConfig, String openParameters, boolean mayFailAlone) {}
