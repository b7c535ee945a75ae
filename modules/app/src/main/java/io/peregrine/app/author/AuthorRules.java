package io.peregrine.app.author;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.app.rules.ContainerSetup;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.app.rules.RulesFiles;
import io.peregrine.authoring.ruletest.TestedSource;
import io.peregrine.config.Configuration;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.event.SourceName;
import io.peregrine.fields.catalog.HostNames;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.ReportText;
import io.peregrine.pipeline.EventParser;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loads rules for a look at them, with the fields of plugins and containers. Nothing is watched. */
public final class AuthorRules implements AutoCloseable {
    private final LoadedPlugins plugins;
    private final Optional<ContainerPlugin> containers;
    private final RuleSetup setup;

    /**
     * A loader for a configuration.
     *
     * @throws CommandFailure when a plugin cannot be used
     */
    public AuthorRules(CommandEnvironment environment, Configuration configuration) throws CommandFailure {
        plugins = LoadedPlugins.of(configuration, environment.home(), line -> {});
        containers = ContainerSetup.plugin(configuration);
        setup = new RuleSetup(
                configuration,
                environment,
                containers.map(ContainerPlugin::fields).stream().toList(),
                HostNames.NONE,
                plugins);
    }

    /** How rules are loaded. */
    public RuleSetup setup() {
        return setup;
    }

    /** The containers of threads; empty where the configuration leaves them out. */
    public Optional<ContainerPlugin> containers() {
        return containers;
    }

    /**
     * Loads files and folders; without any those of the configuration.
     *
     * @throws CommandFailure with what is wrong in them
     */
    public LoadResult load(List<Path> named) throws CommandFailure {
        LoadResult loaded = named.isEmpty() ? setup.load() : setup.load(RuleSetup.read(RulesFiles.expand(named)));
        if (!loaded.successful()) {
            throw new CommandFailure(loaded.unmetRequirement().orElseGet(() -> ReportText.summary(loaded)));
        }
        return loaded;
    }

    /** The sources whose events tests of rules can make: system calls, and those that plugins bring. */
    List<TestedSource> testedSources() {
        List<TestedSource> sources = new ArrayList<>();
        sources.add(new TestedSource(
                SourceName.SYSCALL, () -> StateTables.forReplay(StateSettings.DEFAULT), this::beforeRules));
        for (SourceName source : plugins.sources()) {
            if (!source.equals(SourceName.SYSCALL)) {
                plugins.group(source)
                        .ifPresent(group ->
                                sources.add(new TestedSource(source, group::tables, tables -> group.parsers())));
            }
        }
        return sources;
    }

    private List<EventParser> beforeRules(StateTables tables) {
        containers.ifPresent(plugin -> plugin.attach(tables));
        return containers.map(ContainerPlugin::parser).stream().toList();
    }

    @Override
    public void close() {
        plugins.close();
    }
}
