package io.peregrine.app.hunt;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.app.rules.ContainerSetup;
import io.peregrine.app.rules.LoadedRules;
import io.peregrine.app.rules.RuleFields;
import io.peregrine.app.rules.RulesLoading;
import io.peregrine.app.rules.SystemHostNames;
import io.peregrine.config.Configuration;
import io.peregrine.config.PluginSettings;
import io.peregrine.output.log.Log;
import io.peregrine.recorder.CaptureFields;

/**
 * What captures are judged with. One serves all captures at once, unless the configuration loads plugins: these keep a state of their own, so that each
 * capture then gets its own.
 *
 * @param rules the rules
 * @param plugins the plugins
 */
record HuntEquipment(LoadedRules rules, LoadedPlugins plugins) implements AutoCloseable {
    /** Makes equipment. */
    static HuntEquipment make(
            Configuration configuration, CommandEnvironment environment, SystemHostNames hosts, Log log)
            throws CommandFailure {
        LoadedPlugins plugins = isShared(configuration)
                ? LoadedPlugins.NONE
                : LoadedPlugins.of(configuration, environment.home(), log::info);
        try {
            RuleFields fields =
                    new RuleFields(new CaptureFields(), hosts, ContainerSetup.plugin(configuration), plugins);
            return new HuntEquipment(new RulesLoading(configuration, environment, fields, log).load(), plugins);
        } catch (CommandFailure | RuntimeException e) {
            plugins.close();
            throw e;
        }
    }

    /** Whether one serves all captures at once. */
    static boolean isShared(Configuration configuration) {
        return configuration.plugins().selected().stream()
                .allMatch(plugin -> plugin.name().equals(PluginSettings.CONTAINER));
    }

    @Override
    public void close() {
        plugins.close();
    }
}
