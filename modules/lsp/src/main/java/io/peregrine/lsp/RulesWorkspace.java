package io.peregrine.lsp;

import com.google.gson.JsonPrimitive;
import io.peregrine.authoring.editor.TestState;
import io.peregrine.lsp.feature.TestLenses;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.services.WorkspaceService;

/** What an editor says beside single texts: files changed on disk, commands. */
final class RulesWorkspace implements WorkspaceService {
    private final Analyst analyst;

    RulesWorkspace(Analyst analyst) {
        this.analyst = analyst;
    }

    @Override
    public void didChangeConfiguration(DidChangeConfigurationParams change) {
        // Everything that can be set is set on the command line.
    }

    @Override
    public void didChangeWatchedFiles(DidChangeWatchedFilesParams change) {
        change.getChanges().forEach(file -> analyst.changed(Path.of(URI.create(file.getUri()))));
    }

    @Override
    public CompletableFuture<Object> executeCommand(ExecuteCommandParams command) {
        CompletableFuture<Object> done = new CompletableFuture<>();
        if (command.getCommand().equals(TestLenses.COMMAND)
                && !command.getArguments().isEmpty()
                && command.getArguments().getFirst() instanceof JsonPrimitive uri) {
            Path file = Path.of(URI.create(uri.getAsString()));
            analyst.test(file, () -> {
                String said = analyst.tests(file).map(RulesWorkspace::sentence).orElse("There are no tests.");
                analyst.say(said);
                done.complete(said);
            });
        } else {
            done.complete("There is no such command.");
        }
        return done;
    }

    private static String sentence(TestState state) {
        if (!state.problem().isEmpty()) {
            return state.problem();
        }
        long all =
                state.files().stream().mapToLong(file -> file.results().size()).sum();
        long failed = state.files().stream().mapToLong(file -> file.failed()).sum();
        return all - failed + " tests passed, " + failed + " failed.";
    }
}
