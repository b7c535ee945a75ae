package io.peregrine.app;

import io.peregrine.app.artifact.ArtifactCommand;
import io.peregrine.app.author.AuthorPlugins;
import io.peregrine.app.cli.CommandLineReader;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.cli.ParsedCommandLine;
import io.peregrine.app.cli.UsageException;
import io.peregrine.app.command.DocsCommand;
import io.peregrine.app.command.ExplainCommand;
import io.peregrine.app.command.FmtCommand;
import io.peregrine.app.command.LintCommand;
import io.peregrine.app.command.LspCommand;
import io.peregrine.app.command.NewPluginCommand;
import io.peregrine.app.command.ReadCommand;
import io.peregrine.app.command.RunCommand;
import io.peregrine.app.command.SuggestCommand;
import io.peregrine.app.command.TestCommand;
import io.peregrine.app.hunt.HuntCommand;
import io.peregrine.app.migrate.MigrateCommand;
import io.peregrine.app.profile.ProfileCommand;
import io.peregrine.app.record.RecordCommand;
import io.peregrine.app.terminal.Style;
import io.peregrine.app.terminal.Terminal;
import java.nio.file.InvalidPathException;
import java.util.List;

/** The command line as a function: arguments and surroundings in, exit status out. */
public final class Peregrine {
    /** The exit status of success. */
    public static final int SUCCESS = 0;

    /** The exit status of every failure, as Falco's. */
    public static final int FAILURE = 1;

    private Peregrine() {}

    /** Runs the command; every failure is a sentence on standard error and a non-zero status. */
    public static int run(List<String> arguments, CommandEnvironment environment) {
        Terminal terminal = new Terminal(environment);
        try {
            ParsedCommandLine line = CommandLineReader.read(arguments, () -> terminal.style() == Style.COLOURED);
            if (!HeapChoice.wasMade()) {
                line.warnings().forEach(terminal::warn);
            }
            return switch (line.invocation()) {
                case Invocation.ShowHelp help -> terminal.print(help.text());
                case Invocation.Run run -> new RunCommand(environment, terminal, arguments).execute(run);
                case Invocation.RecordCapture record ->
                    new RecordCommand(environment, terminal)
                            .execute(
                                    record,
                                    Settings.load(environment, record.configuration())
                                            .values());
                case Invocation.ReadCapture read ->
                    new ReadCommand(environment, terminal)
                            .execute(
                                    read,
                                    Settings.load(environment, read.configuration())
                                            .values());
                case Invocation.LintRules lint ->
                    new LintCommand(environment, terminal)
                            .execute(
                                    lint, AuthorPlugins.configuration(environment, lint.configuration(), lint.files()));
                case Invocation.TestRules test -> new TestCommand(environment, terminal).execute(test);
                case Invocation.ExplainRules explain ->
                    new ExplainCommand(environment, terminal)
                            .execute(
                                    explain,
                                    AuthorPlugins.configuration(environment, explain.configuration(), explain.rules()));
                case Invocation.HuntCaptures hunt -> new HuntCommand(environment, terminal).execute(hunt);
                case Invocation.ProfileRules profile -> new ProfileCommand(environment, terminal).execute(profile);
                case Invocation.Artifacts artifacts -> new ArtifactCommand(environment, terminal).execute(artifacts);
                case Invocation.Migrate migrate -> new MigrateCommand(environment, terminal).execute(migrate);
                case Invocation.SuggestExceptions suggest -> new SuggestCommand(environment, terminal).execute(suggest);
                case Invocation.RenderRules docs -> new DocsCommand(environment, terminal).execute(docs);
                case Invocation.ServeEditor serve -> new LspCommand(environment, System.in).execute(serve);
                case Invocation.NewPlugin wanted -> new NewPluginCommand(environment, terminal).execute(wanted);
                case Invocation.FormatRules format -> new FmtCommand(terminal).execute(format);
            };
        } catch (CommandFailure e) {
            if (e.isRuntime()) {
                terminal.runtimeError(e.getMessage());
            } else {
                terminal.error(e.getMessage());
            }
            return FAILURE;
        } catch (UsageException e) {
            terminal.error(e.getMessage());
            return e.exitStatus();
        } catch (InvalidPathException e) {
            terminal.error(CommandFailure.of(e).getMessage());
            return FAILURE;
        }
    }
}
