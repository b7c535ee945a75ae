package io.peregrine.lsp;

import io.peregrine.lsp.feature.SemanticColours;
import io.peregrine.lsp.feature.TestLenses;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CodeLensOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.SemanticTokensLegend;
import org.eclipse.lsp4j.SemanticTokensWithRegistrationOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;

/** The server as an editor sees it: what it can do, and its two services. */
final class RulesLanguageServer implements LanguageServer {
    private final RulesTextDocuments documents;
    private final RulesWorkspace workspace;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean shutDown;

    RulesLanguageServer(Analyst analyst) {
        documents = new RulesTextDocuments(analyst);
        workspace = new RulesWorkspace(analyst);
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams editor) {
        ServerCapabilities able = new ServerCapabilities();
        able.setTextDocumentSync(TextDocumentSyncKind.Full);
        able.setCompletionProvider(new CompletionOptions(false, List.of(".", "%", "(", " ", "=")));
        able.setHoverProvider(true);
        able.setDefinitionProvider(true);
        able.setReferencesProvider(true);
        able.setDocumentSymbolProvider(true);
        able.setRenameProvider(new RenameOptions(true));
        able.setCodeActionProvider(new CodeActionOptions(List.of(CodeActionKind.QuickFix)));
        able.setDocumentFormattingProvider(true);
        able.setCodeLensProvider(new CodeLensOptions(false));
        able.setExecuteCommandProvider(new ExecuteCommandOptions(List.of(TestLenses.COMMAND)));
        able.setSemanticTokensProvider(new SemanticTokensWithRegistrationOptions(
                new SemanticTokensLegend(SemanticColours.TYPES, List.of()), true));
        return CompletableFuture.completedFuture(new InitializeResult(able, new ServerInfo("peregrine")));
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        shutDown = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void exit() {
        ended.complete(null);
    }

    /** Is done when the editor has said the last word. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    boolean wasShutDown() {
        return shutDown;
    }

    @Override
    public void setTrace(SetTraceParams wanted) {
        // There is nothing to trace that the editor does not see.
    }

    @Override
    public TextDocumentService getTextDocumentService() {
        return documents;
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return workspace;
    }
}
