package io.peregrine.app.command;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.author.EditorWorkbench;
import io.peregrine.app.cli.Invocation;
import io.peregrine.authoring.editor.EditorServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The command {@code lsp}: serves an editor over standard input and output. The server's jars are loaded for this command alone. */
public final class LspCommand {
    private final CommandEnvironment environment;
    private final InputStream in;

    /** A command that hears an editor on this stream. */
    public LspCommand(CommandEnvironment environment, InputStream in) {
        this.environment = environment;
        this.in = in;
    }

    /**
     * Serves.
     *
     * @return 0 when the editor said goodbye
     * @throws CommandFailure when the server is not installed, or the configuration cannot be used
     */
    public int execute(Invocation.ServeEditor asked) throws CommandFailure {
        try (URLClassLoader jars = new URLClassLoader("lsp", jars(), LspCommand.class.getClassLoader());
                EditorWorkbench workbench = new EditorWorkbench(environment, asked.configuration(), asked.rules())) {
            EditorServer server = ServiceLoader.load(EditorServer.class, jars)
                    .findFirst()
                    .orElseThrow(() -> new CommandFailure("The language server is not installed: there is no folder lsp"
                            + " with its jars in " + environment.home() + "; install the whole package again."));
            return server.serve(in, environment.out(), workbench);
        } catch (IOException e) {
            throw new CommandFailure("The language server cannot be loaded: " + e.getMessage() + ".", e);
        }
    }

    /** The jars of the installation, or of the source tree's build. */
    private URL[] jars() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String place : List.of("lsp", "modules/app/target/dist/lsp")) {
            Path folder = environment.home().resolve(place);
            if (urls.isEmpty() && Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".jar"))
                            .sorted()
                            .toList()) {
                        urls.add(url(file));
                    }
                }
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }
}
