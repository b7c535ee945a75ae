package io.peregrine.app;

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
        try {
            LoadedConfiguration loaded = loader(environment).load(request);
            environment.whenLoaded().accept(loaded);
            return loaded;
        } catch (ConfigurationException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }
}
