package io.peregrine.app;

import io.peregrine.app.plugins.ContainerInit;
import io.peregrine.config.ConfigurationException;
import io.peregrine.config.ConfigurationLoader;
import io.peregrine.config.ConfigurationRequest;
import io.peregrine.config.LoadedConfiguration;

/** Loads the configuration that a command line asks for. */
public final class Settings {
    private Settings() {}

    /** The loader of these surroundings; it reads the files anew each time. */
    public static ConfigurationLoader loader(CommandEnvironment environment) {
        return ConfigurationLoader.forInstallation(environment.home(), environment.variables());
    }

    /**
     * Loads the configuration.
     *
     * @throws CommandFailure with everything that is wrong with it
     */
    public static LoadedConfiguration load(CommandEnvironment environment, ConfigurationRequest request)
            throws CommandFailure {
        return load(environment, request, 1);
    }

    /**
     * Loads the configuration for a command that works on several sources at once.
     *
     * @param tables how many sets of tables there will be at once
     * @throws CommandFailure with everything that is wrong with it
     */
    public static LoadedConfiguration load(CommandEnvironment environment, ConfigurationRequest request, int tables)
            throws CommandFailure {
        try {
            LoadedConfiguration loaded = loader(environment).load(request);
            ContainerInit.check(loaded.values());
            environment.whenLoaded().loaded(loaded, tables);
            return loaded;
        } catch (ConfigurationException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }
}
