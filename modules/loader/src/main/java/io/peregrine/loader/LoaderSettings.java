package io.peregrine.loader;

import io.peregrine.alert.Priority;
import io.peregrine.filter.field.FieldCatalog;
import io.peregrine.filter.typed.Services;
import java.util.List;
import java.util.Map;

/**
 * What decides, besides the files, which rules come out of loading.
 *
 * @param sources the event sources that rules may name, each with its fields; {@code syscall} is what a rule without source means
 * @param services the port numbers of service names in conditions
 * @param threshold the least urgent priority that is loaded
 * @param additions what is appended to outputs
 * @param selections which rules are switched on and off after loading, in order
 * @param plugins the plugins that are there, by name
 */
public record LoaderSettings(
        Map<String, FieldCatalog> sources,
        Services services,
        Priority threshold,
        OutputAdditions additions,
        List<RuleSelection> selections,
        Map<String, LoadedPlugin> plugins) {
    public LoaderSettings {
        sources = Map.copyOf(sources);
        selections = List.copyOf(selections);
        plugins = Map.copyOf(plugins);
    }

    /** Settings that load everything for one source, {@code syscall}, with no plugins. */
    public static LoaderSettings of(FieldCatalog catalog) {
        return new LoaderSettings(
                Map.of(RuleReader.SYSCALL_SOURCE, catalog),
                Services.ofThisMachine(),
                Priority.DEBUG,
                OutputAdditions.NONE,
                List.of(),
                Map.of());
    }

    /** The same with these plugins. */
    public LoaderSettings withPlugins(Map<String, LoadedPlugin> other) {
        return new LoaderSettings(sources, services, threshold, additions, selections, other);
    }

    /** The same with these selections. */
    public LoaderSettings withSelections(List<RuleSelection> other) {
        return new LoaderSettings(sources, services, threshold, additions, other, plugins);
    }

    /** The same with this threshold. */
    public LoaderSettings withThreshold(Priority other) {
        return new LoaderSettings(sources, services, other, additions, selections, plugins);
    }

    /** The same with these additions to outputs. */
    public LoaderSettings withAdditions(OutputAdditions other) {
        return new LoaderSettings(sources, services, threshold, other, selections, plugins);
    }
}
