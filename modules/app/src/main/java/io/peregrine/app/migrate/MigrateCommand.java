package io.peregrine.app.migrate;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.migrate.MigrationItem.Verdict;
import io.peregrine.app.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;

/** Says what an installed Falco would become, does it, or takes it back. */
public final class MigrateCommand {
    private final CommandEnvironment environment;
    private final Terminal terminal;
    private final ServiceControl services;

    /** The command on this machine. */
    public MigrateCommand(CommandEnvironment environment, Terminal terminal) {
        this(environment, terminal, ServiceControl.systemd());
    }

    MigrateCommand(CommandEnvironment environment, Terminal terminal, ServiceControl services) {
        this.environment = environment;
        this.terminal = terminal;
        this.services = services;
    }

    /**
     * Does what the invocation asks for.
     *
     * @return the exit status: 0, or 1 when something is not supported
     * @throws CommandFailure with the sentence that the user reads
     */
    public int execute(Invocation.Migrate migrate) throws CommandFailure {
        Path root = migrate.root();
        Changeover changeover = new Changeover(root, services);
        if (migrate.step() == Invocation.Migrate.Step.UNDO) {
            return terminal.print(String.join("\n", changeover.undo()));
        }
        FalcoInstallation falco = FalcoInstallation.find(root);
        if (falco.isEmpty()) {
            throw new CommandFailure("There is no Falco here: neither " + root.resolve("etc/falco/falco.yaml")
                    + " nor a unit of its name was found.");
        }
        List<MigrationItem> findings = Assessment.of(environment, falco);
        terminal.print(FindingTable.of(findings));
        boolean isWhole = findings.stream().noneMatch(finding -> finding.verdict() == Verdict.NOT_SUPPORTED);
        if (migrate.step() == Invocation.Migrate.Step.LOOK) {
            terminal.print(
                    isWhole ? "\n'peregrine migrate --apply' changes over, 'peregrine migrate --undo' goes back." : "");
            return isWhole ? 0 : 1;
        }
        if (!isWhole && !migrate.isForced()) {
            throw new CommandFailure(
                    "Something is not supported, so nothing was changed; mend it, or go on all the same with --force.");
        }
        return terminal.print("\n" + String.join("\n", changeover.apply(falco, migrate.isAlias())));
    }
}
