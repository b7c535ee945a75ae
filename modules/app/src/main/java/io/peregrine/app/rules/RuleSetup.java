package io.peregrine.app.rules;

import io.peregrine.alert.Priority;
import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.authoring.ruletest.TestedRules;
import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.config.FormatSettings;
import io.peregrine.config.OutputSettings;
import io.peregrine.config.PluginSettings;
import io.peregrine.config.RulesSettings;
import io.peregrine.container.ContainerOptions;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.eval.PlanException;
import io.peregrine.event.Compatibility;
import io.peregrine.event.SourceName;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldClass;
import io.peregrine.fields.FieldException;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.fields.catalog.HostNames;
import io.peregrine.fields.catalog.PluginEventText;
import io.peregrine.filter.template.TemplateException;
import io.peregrine.filter.template.TemplateParser;
import io.peregrine.filter.typed.ConditionChecker;
import io.peregrine.filter.typed.Services;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.LoadedPlugin;
import io.peregrine.loader.LoaderSettings;
import io.peregrine.loader.ReportForm;
import io.peregrine.loader.RuleFiles;
import io.peregrine.loader.RuleLoader;
import io.peregrine.loader.RuleSelection;
import io.peregrine.loader.Version;
import io.peregrine.plugin.host.PluginGroup;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Loads the rules that a configuration asks for. Immutable; each load reads the files anew. */
public final class RuleSetup {
    private final Configuration configuration;
    private final LoadedPlugins plugins;
    private final Path shippedRules;
    /** Declared on a thread of its own, while the rules files are read. */
    private final CompletableFuture<Map<String, Catalog>> catalogs;

    /** A setup for a configuration in these surroundings, which asks for no names of hosts. */
    public RuleSetup(Configuration configuration, CommandEnvironment environment) {
        this(configuration, environment, List.of(), HostNames.NONE, LoadedPlugins.NONE);
    }

    /** A setup whose rules may use the sources and fields of plugins. */
    public RuleSetup(Configuration configuration, CommandEnvironment environment, LoadedPlugins plugins) {
        this(configuration, environment, List.of(), HostNames.NONE, plugins);
    }

    /** A setup whose rules may use further classes of fields, and compare addresses with the names of hosts. */
    public RuleSetup(
            Configuration configuration, CommandEnvironment environment, List<FieldClass> further, HostNames hosts) {
        this(configuration, environment, further, hosts, LoadedPlugins.NONE);
    }

    /** A setup whose rules may use further classes of fields, those of plugins, and compare addresses with the names of hosts. */
    public RuleSetup(
            Configuration configuration,
            CommandEnvironment environment,
            List<FieldClass> further,
            HostNames hosts,
            LoadedPlugins plugins) {
        this.configuration = configuration;
        this.plugins = plugins;
        this.shippedRules = environment.home().resolve("rules");
        FormatSettings format = configuration.format();
        FieldSettings settings = new FieldSettings(
                environment.zone(),
                buffers(),
                hosts,
                hostname(environment),
                format.staticFields(),
                configuration.exact() ? Compatibility.EXACT : Compatibility.RIGHT);
        List<FieldClass> classes = new ArrayList<>(further);
        if (classes.stream().noneMatch(family -> family.name().equals(ContainerPlugin.NAME))) {
            ContainerSetup.plugin(configuration).map(ContainerPlugin::fields).ifPresent(classes::add);
        }
        this.catalogs = CompletableFuture.supplyAsync(
                () -> catalogs(settings, classes), Thread.ofPlatform().daemon().name("field-catalog")::start);
    }

    private Map<String, Catalog> catalogs(FieldSettings settings, List<FieldClass> further) {
        Map<String, Catalog> made = new LinkedHashMap<>();
        for (SourceName source : plugins.sources()) {
            Set<String> names = new HashSet<>(plugins.asyncEvents(source));
            List<FieldClass> classes = new ArrayList<>();
            if (source.equals(SourceName.SYSCALL)) {
                classes.addAll(further);
                names.addAll(asyncEvents());
            }
            classes.addAll(plugins.fields(source));
            PluginEventText texts = plugins.group(source)
                    .<PluginEventText>map(PluginGroup::eventLines)
                    .orElse(PluginEventText.NONE);
            Catalog catalog = source.equals(SourceName.SYSCALL)
                    ? BuiltinFields.syscall(settings, classes)
                    : BuiltinFields.plugin(ofPlugins(settings), source.name(), texts, classes);
            made.put(source.name(), catalog.withAsyncEvents(names));
        }
        return made;
    }

    /** Events of plugins come from a machine that has a name only when the configuration says so. */
    private FieldSettings ofPlugins(FieldSettings settings) {
        return configuration.plugins().hostInfo() ? settings : settings.withHostname("");
    }

    private Set<String> asyncEvents() {
        return configuration.plugins().isSelected(PluginSettings.CONTAINER) ? ContainerPlugin.EVENTS : Set.of();
    }

    /** How it is shown where rules are wrong. */
    public ReportForm form() {
        return configuration.exact() ? ReportForm.FALCO : ReportForm.PLACED;
    }

    /** The fields that rules of system calls may use. */
    public Catalog catalog() {
        return catalogs().get(BuiltinFields.SYSCALL);
    }

    /** The fields that rules may use, by the source of the rules. */
    public Map<String, Catalog> catalogs() {
        return catalogs.join();
    }

    /** The value of {@code evt.hostname}: in a replay empty, because Falco forgets the machine that a capture describes. */
    private String hostname(CommandEnvironment environment) {
        return configuration.engine().kind() == EngineSettings.Kind.REPLAY ? "" : Hostname.of(environment);
    }

    private BufferFormat buffers() {
        return configuration.format().bufferBase64() ? BufferFormat.BASE64 : BufferFormat.DOTS;
    }

    /** Reads rules files. */
    public static List<SourceText> read(List<Path> files) throws CommandFailure {
        List<SourceText> texts = new ArrayList<>();
        for (Path file : files) {
            try {
                texts.add(new SourceText(file.toString(), RulesText.of(file)));
            } catch (NoSuchFileException e) {
                throw new CommandFailure("The rules file " + file + " does not exist.", e);
            } catch (AccessDeniedException e) {
                throw new CommandFailure("The rules file " + file + " may not be read by this user.", e);
            } catch (IOException e) {
                throw new CommandFailure("The rules file " + file + " cannot be read: " + e.getMessage() + ".", e);
            }
        }
        return texts;
    }

    /** Loads the rules files of the configuration. */
    public LoadResult load() throws CommandFailure {
        return load(readConfigured());
    }

    /**
     * Reads the rules files of the configuration.
     *
     * @throws CommandFailure when it names none, or one cannot be read
     */
    public List<SourceText> readConfigured() throws CommandFailure {
        List<String> files = configuration.rules().files();
        if (files.isEmpty()) {
            throw new CommandFailure(
                    "You must specify at least one rules file/directory via -r or a rules_file entry in falco.yaml:"
                            + " no rules are given; the entry is called rules_files.");
        }
        return read(RulesFiles.expand(
                files.stream().map(Path::of).flatMap(this::withPluginRules).toList()));
    }

    /** An entry; behind the folder of the shipped rules also those for the sources of loaded plugins, which stand in folders of their names. */
    private Stream<Path> withPluginRules(Path entry) {
        if (!entry.toAbsolutePath()
                .normalize()
                .equals(shippedRules.toAbsolutePath().normalize())) {
            return Stream.of(entry);
        }
        return Stream.concat(
                Stream.of(entry),
                plugins.sources().stream()
                        .filter(source -> !source.equals(SourceName.SYSCALL))
                        .map(source -> shippedRules.resolve(source.name()))
                        .filter(Files::isDirectory));
    }

    /**
     * Loads these texts under the configuration's settings.
     *
     * @throws CommandFailure when the settings themselves name a field that is none, or a plugin that cannot be loaded
     */
    public LoadResult load(List<SourceText> texts) throws CommandFailure {
        RuleFiles files = RuleFiles.reading(texts);
        checkThrottleKeys();
        RulesSettings rules = configuration.rules();
        return RuleLoader.load(
                files,
                new LoaderSettings(
                        Map.copyOf(catalogs()),
                        Services.ofThisMachine(),
                        Priority.parse(rules.minimumPriority()).orElse(Priority.DEBUG),
                        ConfiguredAdditions.of(configuration, catalogs()),
                        selections(rules),
                        plugins()));
    }

    private void checkThrottleKeys() throws CommandFailure {
        TemplateParser parser = new TemplateParser(new ConditionChecker(catalog(), Services.ofThisMachine()));
        for (OutputSettings.Throttle limit : configuration.outputs().throttles()) {
            for (String key : limit.key()) {
                try {
                    parser.parse("%" + key);
                } catch (TemplateException e) {
                    throw new CommandFailure(
                            "The setting throttle[].key names '" + key + "', which is no field; see --list.", e);
                }
            }
        }
    }

    /** The fields that tests may expect, printed as outputs print them. */
    public TestedRules.Fields printedFields() {
        return new TestedRules.Fields(catalogs(), new ValueText(buffers()));
    }

    /** Makes loaded rules ready to judge. */
    public RuleSet plan(LoadResult loaded) throws CommandFailure {
        try {
            return RuleSet.plan(RuleDefinitions.of(loaded.checkedRules()), catalogs(), new ValueText(buffers()));
        } catch (PlanException | FieldException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private Map<String, LoadedPlugin> plugins() {
        Map<String, LoadedPlugin> loaded = new LinkedHashMap<>(plugins.described());
        if (configuration.plugins().isSelected(PluginSettings.CONTAINER)) {
            loaded.put(PluginSettings.CONTAINER, containerPlugin());
        }
        return loaded;
    }

    private static LoadedPlugin containerPlugin() {
        return new LoadedPlugin(
                Version.parse(ContainerPlugin.VERSION).orElseThrow(),
                new ContainerPlugin(ContainerOptions.USUAL)
                        .fields().fields().stream().map(Field::name).collect(Collectors.toSet()),
                ContainerPlugin.EVENTS,
                Optional.empty());
    }

    private static List<RuleSelection> selections(RulesSettings rules) {
        List<RuleSelection> selections = new ArrayList<>();
        for (RulesSettings.Selection entry : rules.selection()) {
            if (!entry.rule().isEmpty()) {
                selections.add(new RuleSelection.ByName(entry.enable(), entry.rule()));
            }
            if (!entry.tag().isEmpty()) {
                selections.add(new RuleSelection.ByTag(entry.enable(), entry.tag()));
            }
        }
        return selections;
    }
}
