package io.peregrine.app.rules;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.config.Configuration;
import io.peregrine.config.PluginSettings;
import io.peregrine.output.log.Log;
import io.peregrine.recorder.CaptureFields;

/**
 * What replays of captures are judged with. One serves all captures at once, unless the configuration loads plugins: these keep a state of their own, so that each
 * capture then gets its own.
 *
 * @param rules the rules
 * @param plugins the plugins
 */
public record ReplayEquipment(LoadedRules rules, LoadedPlugins plugins) implements AutoCloseable {
    /**
     * Makes equipment.
     *
     * @throws CommandFailure with what is wrong with plugins or rules
     */
    public static ReplayEquipment make(
            Configuration configuration, CommandEnvironment environment, SystemHostNames hosts, Log log)
            throws CommandFailure {
        LoadedPlugins plugins = isShared(configuration)
                ? LoadedPlugins.NONE
                : LoadedPlugins.of(configuration, environment.home(), log::info);
        try {
            RuleFields fields =
                    new RuleFields(new CaptureFields(), hosts, ContainerSetup.plugin(configuration), plugins);
            return new ReplayEquipment(new RulesLoading(configuration, environment, fields, log).load(), plugins);
        } catch (CommandFailure | RuntimeException e) {
            plugins.close();
            throw e;
        }
    }

    /** Whether one serves all captures at once. */
    public static boolean isShared(Configuration configuration) {
        return configuration.plugins().selected().stream()
                .allMatch(plugin -> plugin.name().equals(PluginSettings.CONTAINER));
    }

    @Override
    public void close() {
        plugins.close();
    }
}
