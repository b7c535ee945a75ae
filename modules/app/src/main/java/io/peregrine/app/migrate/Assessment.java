package io.peregrine.app.migrate;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.Settings;
import io.peregrine.app.cli.CommandLineReader;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.cli.ParsedCommandLine;
import io.peregrine.app.cli.UsageException;
import io.peregrine.app.migrate.MigrationItem.Verdict;
import io.peregrine.app.plugins.PluginLoading;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.config.Configuration;
import io.peregrine.config.ConfigurationRequest;
import io.peregrine.config.LoadedConfiguration;
import io.peregrine.config.PluginSettings;
import io.peregrine.loader.LoadReport;
import io.peregrine.plugin.host.PluginRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what becomes of each part of an installation, by reading it the way that the engine itself would. */
final class Assessment {
    private final CommandEnvironment environment;
    private final FalcoInstallation falco;
    private final List<MigrationItem> findings = new ArrayList<>();

    private Assessment(CommandEnvironment environment, FalcoInstallation falco) {
        this.environment = environment;
        this.falco = falco;
    }

    static List<MigrationItem> of(CommandEnvironment environment, FalcoInstallation falco) {
        Assessment assessment = new Assessment(environment, falco);
        assessment.units();
        assessment.configuration();
        assessment.artifacts();
        return List.copyOf(assessment.findings);
    }

    private void units() {
        for (UnitFile unit : falco.services()) {
            boolean isMeant = falco.service().filter(unit::equals).isPresent();
            add(
                    isMeant ? Verdict.TAKEN_OVER : Verdict.NOT_NEEDED,
                    "service " + unit.name(),
                    unit.files().getFirst(),
                    isMeant
                            ? "peregrine.service takes its place with the same options and environment"
                            : "it is not the one that is enabled and is left alone");
            unit.files().stream().skip(1).filter(file -> isMeant).forEach(this::dropIn);
        }
        for (UnitFile unit : falco.followers()) {
            boolean follows = unit.name().startsWith("falcoctl");
            add(
                    follows ? Verdict.CHANGES : Verdict.NOT_NEEDED,
                    "service " + unit.name(),
                    unit.files().getFirst(),
                    follows
                            ? "it goes on fetching rules into /etc/falco, which are loaded as they come; 'peregrine artifact follow' does the same"
                            : "there is no kernel module to load");
        }
        options();
        for (String line : falco.environment()) {
            add(Verdict.TAKEN_OVER, "environment", falco.service().orElseThrow().name(), line);
        }
    }

    private void dropIn(Path file) {
        add(
                Verdict.CHANGES,
                "drop-in",
                file,
                "its options and environment are taken over, other keys are not: look at it");
    }

    private void options() {
        if (falco.options().isEmpty()) {
            return;
        }
        String place = falco.service().orElseThrow().name();
        try {
            ParsedCommandLine line = CommandLineReader.read(falco.options());
            add(Verdict.TAKEN_OVER, "options", place, String.join(" ", falco.options()));
            line.warnings().forEach(warning -> add(Verdict.CHANGES, "option", place, warning));
        } catch (UsageException e) {
            add(Verdict.NOT_SUPPORTED, "options", place, e.getMessage());
        }
    }

    private void configuration() {
        if (falco.configuration().isEmpty()) {
            return;
        }
        Path file = falco.configuration().get();
        try {
            LoadedConfiguration loaded = Settings.load(environment, request(file));
            for (LoadedConfiguration.SourceFile each : loaded.files()) {
                add(Verdict.TAKEN_OVER, "configuration", each.path(), "schema validation: " + each.validation());
            }
            loaded.warnings().forEach(warning -> add(Verdict.CHANGES, "setting", file, warning));
            new SettingFindings(findings, file).add(loaded);
            plugins(loaded.values(), file);
            rules(loaded.values());
        } catch (CommandFailure e) {
            e.getMessage().lines().forEach(line -> add(Verdict.NOT_SUPPORTED, "configuration", file, line));
        }
    }

    /** What the unit's options say of the configuration, over this file. */
    private ConfigurationRequest request(Path file) {
        Optional<Path> main = Optional.of(file);
        try {
            if (CommandLineReader.read(falco.options()).invocation() instanceof Invocation.Run run) {
                ConfigurationRequest said = run.configuration();
                return new ConfigurationRequest(
                        said.file().or(() -> main),
                        said.overrides(),
                        said.rulesFiles(),
                        said.extraOutput(),
                        said.unbuffered());
            }
        } catch (UsageException e) {
            // said by options() already; the file is looked at alone
        }
        return new ConfigurationRequest(main, List.of(), List.of(), "", false);
    }

    private void plugins(Configuration configuration, Path file) {
        for (PluginSettings.Plugin plugin : configuration.plugins().selected()) {
            if (plugin.name().equals(PluginSettings.CONTAINER)) {
                add(
                        Verdict.CHANGES,
                        "plugin container",
                        file,
                        "built in: its library is not loaded, its settings count");
            }
        }
        try (PluginRegistry registry = new PluginLoading(environment.home()).load(configuration, line -> {})) {
            registry.plugins()
                    .forEach(plugin -> add(
                            Verdict.TAKEN_OVER,
                            "plugin " + plugin.name(),
                            file,
                            plugin.spec().libraryPath().startsWith(environment.home() + "/")
                                    ? "its library is not there; the plugin of this name that ships takes its place"
                                    : "is loaded as it is"));
        } catch (CommandFailure e) {
            add(Verdict.NOT_SUPPORTED, "plugins", file, e.getMessage());
        }
    }

    private void rules(Configuration configuration) {
        RuleSetup setup = new RuleSetup(configuration, environment);
        try {
            for (LoadReport report : setup.load().reports()) {
                Verdict verdict = report.successful() ? Verdict.TAKEN_OVER : Verdict.NOT_SUPPORTED;
                String note = report.errors().isEmpty() && report.warnings().isEmpty()
                        ? "loads"
                        : report.errors().size() + " errors, "
                                + report.warnings().size() + " warnings; see 'peregrine -V "
                                + report.file().name() + "'";
                findings.add(new MigrationItem(verdict, "rules", report.file().name(), note));
            }
        } catch (CommandFailure e) {
            add(Verdict.NOT_SUPPORTED, "rules", falco.configuration().orElseThrow(), e.getMessage());
        }
    }

    private void artifacts() {
        falco.artifacts()
                .ifPresent(file -> add(
                        Verdict.TAKEN_OVER,
                        "falcoctl",
                        file,
                        "its indexes and what it follows serve 'peregrine artifact' as they are"));
    }

    private void add(Verdict verdict, String subject, Object place, String note) {
        findings.add(new MigrationItem(
                verdict, subject, place.toString(), note.replace('\n', ' ').strip()));
    }
}
