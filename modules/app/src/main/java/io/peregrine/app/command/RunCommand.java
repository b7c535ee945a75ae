package io.peregrine.app.command;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.ReportedVersions;
import io.peregrine.app.Settings;
import io.peregrine.app.cli.Action;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.live.SyscallSets;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.app.rules.RulesFiles;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.app.watch.WatchCommand;
import io.peregrine.config.LoadedConfiguration;
import io.peregrine.ffi.SystemCalls;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.list.FieldList;
import io.peregrine.loader.RuleSchema;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventSourceKind;
import io.peregrine.schema.SyscallTable;
import io.peregrine.schema.listing.EventList;
import io.peregrine.schema.listing.ListFormat;
import io.peregrine.server.web.Versions;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** The command without a subcommand: watches, or prints one thing about the engine. */
public final class RunCommand {
    private final CommandEnvironment environment;
    private final Terminal terminal;
    private final List<String> arguments;

    /** A command that prints on this terminal. */
    public RunCommand(CommandEnvironment environment, Terminal terminal, List<String> arguments) {
        this.environment = environment;
        this.terminal = terminal;
        this.arguments = List.copyOf(arguments);
    }

    /**
     * Does what the invocation asks for.
     *
     * @return the exit status
     * @throws CommandFailure with the sentence that the user reads
     */
    public int execute(Invocation.Run run) throws CommandFailure {
        return switch (run.action()) {
            case Action.PrintConfigSchema() ->
                terminal.print(Settings.loader(environment).schema());
            case Action.PrintPageSize() -> terminal.print(Integer.toString(SystemCalls.pageSize()));
            case Action.PrintIgnoredEvents() -> printIgnored();
            case Action.PrintVersion() -> printVersion(configuration(run));
            case Action.ValidateRules validate ->
                new RulesCommand(environment, terminal).validate(validate, configuration(run));
            case Action.DescribeRules describe ->
                new RulesCommand(environment, terminal).describe(describe, configuration(run));
            case Action.Watch() -> new WatchCommand(environment, terminal, run).run();
            case Action.PrintRuleSchema() -> terminal.print(RuleSchema.text());
            case Action.ListEvents(Action.Format format) -> listEvents(format);
            case Action.ListFields list -> listFields(list, configuration(run));
            case Action.ListPlugins() ->
                terminal.print(new PluginCommand(configuration(run).values(), environment.home()).list());
            case Action.PluginInfo(String plugin) ->
                new PluginCommand(configuration(run).values(), environment.home()).describe(plugin, terminal);
            case Action.PrintSupport() -> support(configuration(run));
        };
    }

    private int listEvents(Action.Format format) throws CommandFailure {
        BitSet state = SyscallSets.state();
        return terminal.print(new EventList(event -> isWatched(event, state)).render(listFormat(format)));
    }

    private static ListFormat listFormat(Action.Format format) {
        return switch (format) {
            case TEXT -> ListFormat.TEXT;
            case MARKDOWN -> ListFormat.MARKDOWN;
            case JSON -> ListFormat.JSON;
        };
    }

    private static boolean isWatched(EventDescriptor event, BitSet calls) {
        boolean ofKernel = event.source() == EventSourceKind.SYSCALL || event.source() == EventSourceKind.TRACEPOINT;
        return !ofKernel
                || SyscallTable.all().stream()
                        .anyMatch(call -> calls.get(call.id()) && call.events().contains(event));
    }

    private int listFields(Action.ListFields list, LoadedConfiguration configuration) throws CommandFailure {
        try (LoadedPlugins plugins = LoadedPlugins.of(configuration.values(), environment.home(), terminal::warn)) {
            Map<String, Catalog> catalogs = new RuleSetup(configuration.values(), environment, plugins).catalogs();
            if (!list.source().isEmpty() && !catalogs.containsKey(list.source())) {
                throw new CommandFailure("Value for --list must be a valid source type");
            }
            FieldList fields = new FieldList(
                    list.source().isEmpty() ? catalogs : Map.of(list.source(), catalogs.get(list.source())));
            ListFormat format = listFormat(list.format());
            return terminal.print(list.namesOnly() ? fields.names(format) : fields.render(format, false));
        }
    }

    private int support(LoadedConfiguration configuration) throws CommandFailure {
        List<Path> files = RulesFiles.expand(
                configuration.values().rules().files().stream().map(Path::of).toList());
        try (LoadedPlugins plugins = LoadedPlugins.of(configuration.values(), environment.home(), terminal::warn)) {
            return terminal.print(SupportReport.of(configuration, plugins, arguments, RuleSetup.read(files)));
        }
    }

    private LoadedConfiguration configuration(Invocation.Run run) throws CommandFailure {
        return Settings.load(environment, run.configuration());
    }

    private int printIgnored() throws CommandFailure {
        StringBuilder text = new StringBuilder("Ignored syscall(s):\n");
        SyscallSets.eventNames(SyscallSets.ignoredByDefault())
                .forEach(name -> text.append("- ").append(name).append('\n'));
        return terminal.print(text.append('\n').toString());
    }

    private int printVersion(LoadedConfiguration configuration) throws CommandFailure {
        Versions versions = ReportedVersions.of(configuration.values()).withoutPlugins();
        return terminal.print(configuration.values().format().json() ? versions.json() : versions.text());
    }
}
