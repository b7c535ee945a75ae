package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code plugin}. */
@Command(
        name = "plugin",
        sortOptions = false,
        description = {
            "Makes a Maven project of a Java plugin: a source with fields and a parser, a configuration, a rule and events to try it.",
            ""
        },
        footer = {"", "Examples:", "  peregrine plugin new orchard", "", "See docs/plugins.md for what plugins can do."
        })
final class PluginOptions implements Subcommand {
    @Mixin
    private HelpOption help = new HelpOption();

    @Option(
            names = "--in",
            paramLabel = "FOLDER",
            defaultValue = ".",
            description = "Where the project's folder is made; here without it.")
    private Path parent;

    @Parameters(index = "0", paramLabel = "VERB", description = "new", completionCandidates = Verbs.class)
    private String verb;

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            description = "The plugin's name: lower-case letters, digits and underscores.")
    private String name;

    @Override
    public Invocation invocation(ConfigurationRequest configuration) throws UsageException {
        if (!verb.equals("new")) {
            throw new UsageException(
                    "There is no 'peregrine plugin " + verb + "'; there is 'peregrine plugin new NAME'.");
        }
        return new Invocation.NewPlugin(name, parent);
    }

    /** The verbs as they are written. */
    static final class Verbs extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Verbs() {
            super(List.of("new"));
        }
    }
}
