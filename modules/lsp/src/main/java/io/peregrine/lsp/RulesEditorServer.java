package io.peregrine.lsp;

import io.peregrine.authoring.editor.EditorServer;
import io.peregrine.authoring.editor.Workbench;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
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
            launcher.startListening().get();
            return server.wasShutDown() ? 0 : 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (ExecutionException e) {
            return 1;
        }
    }
}
