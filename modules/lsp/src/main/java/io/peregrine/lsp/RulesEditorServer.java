package io.peregrine.lsp;

import io.peregrine.authoring.editor.EditorServer;
import io.peregrine.authoring.editor.Workbench;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;

/** Serves one editor in the Language Server Protocol. */
public final class RulesEditorServer implements EditorServer {
    @Override
    public int serve(InputStream in, OutputStream out, Workbench workbench) {
        try (Analyst analyst = new Analyst(workbench)) {
            RulesLanguageServer server = new RulesLanguageServer(analyst);
            Launcher<LanguageClient> launcher = LSPLauncher.createServerLauncher(server, in, out);
            analyst.tell(launcher.getRemoteProxy());
            CompletableFuture.anyOf(server.ended(), closed(launcher.startListening()))
                    .join();
            return server.wasShutDown() ? 0 : 1;
        }
    }

    /** Is done when the editor has gone, with or without a word. */
    private static CompletableFuture<Void> closed(Future<Void> listening) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("lsp-listening").start(() -> {
            try {
                listening.get();
            } catch (InterruptedException | ExecutionException e) {
                // The stream broke: the editor has gone all the same.
            }
            closed.complete(null);
        });
        return closed;
    }
}
