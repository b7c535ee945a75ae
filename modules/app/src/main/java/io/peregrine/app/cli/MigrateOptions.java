package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code migrate}. */
@Command(
        name = "migrate",
        sortOptions = false,
        description = {
            "Reads the Falco that is installed here and says what of it is taken over, what changes and what is not supported."
                    + " Nothing of Falco's is ever deleted or rewritten.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  peregrine migrate                look, change nothing",
            "  sudo peregrine migrate --apply   end Falco's service, start Peregrine's with its configuration",
            "  sudo peregrine migrate --undo    and back",
            "",
            "Exit status: 0 when all went well; 1 when something is not supported or could not be done."
        })
final class MigrateOptions implements Subcommand {
    @Mixin
    private HelpOption help = new HelpOption();

    @Option(
            names = "--apply",
            description = "Change over: write a drop-in for peregrine.service, exchange the services.")
    private boolean apply;

    @Option(names = "--undo", description = "Take back what --apply did.")
    private boolean undo;

    @Option(
            names = "--alias",
            description = "With --apply: let peregrine.service also answer to the name falco.service.")
    private boolean alias;

    @Option(names = "--force", description = "With --apply: change over although something is not supported.")
    private boolean force;

    @Option(
            names = "--root",
            paramLabel = "FOLDER",
            defaultValue = "/",
            description = "Where the file system of the installation begins; / without it.")
    private Path root;

    @Override
    public Invocation invocation(ConfigurationRequest configuration) throws UsageException {
        if (apply && undo) {
            throw new UsageException("The options --apply and --undo cannot be used together.");
        }
        Invocation.Migrate.Step step = apply
                ? Invocation.Migrate.Step.APPLY
                : undo ? Invocation.Migrate.Step.UNDO : Invocation.Migrate.Step.LOOK;
        return new Invocation.Migrate(step, root, alias, force);
    }
}
