package io.peregrine.app.command;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.plugins.PluginProject;
import io.peregrine.app.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The command {@code plugin new}: makes a Maven project of a Java plugin. */
public final class NewPluginCommand {
    private final CommandEnvironment environment;
    private final Terminal terminal;

    /** A command that prints on this terminal. */
    public NewPluginCommand(CommandEnvironment environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /**
     * Writes the project and says how it is built and tried.
     *
     * @throws CommandFailure when the name is none, there is such a folder, or it cannot be written
     */
    public int execute(Invocation.NewPlugin wanted) throws CommandFailure {
        if (!PluginProject.isName(wanted.name())) {
            throw new CommandFailure(
                    "A plugin cannot be called '" + wanted.name()
                            + "': a name is a lower-case letter, then such letters, digits and underscores, and no word of Java.");
        }
        Path folder = wanted.parent().resolve(wanted.name()).toAbsolutePath().normalize();
        if (Files.exists(folder)) {
            throw new CommandFailure("The folder " + folder + " is there already; nothing was written.");
        }
        try {
            for (Map.Entry<String, String> file : new PluginProject(wanted.name(), folder, libraries())
                    .files()
                    .entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new CommandFailure("The project cannot be written: " + e + ".", e);
        }
        return terminal.print("""
                %1$s is a plugin that builds and runs: a source with fields and a parser.
                  cd %1$s
                  mvn package
                  peregrine -c peregrine.yaml -r rules.yaml --enable-source %2$s
                """.formatted(folder, wanted.name()));
    }

    /** The folder of our own jars, of an installation or of a source tree that was built. */
    private Path libraries() {
        Path home = environment.home().toAbsolutePath();
        Path installed = home.resolve("lib");
        return Files.isDirectory(installed) ? installed : home.resolve("modules/app/target/dist/lib");
    }
}
