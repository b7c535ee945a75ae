package io.peregrine.lsp;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.author.EditorWorkbench;
import io.peregrine.config.ConfigurationRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/** An editor that talks JSON-RPC with a server over pipes, as it would with the command {@code lsp}. */
final class Editor implements LanguageClient, AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final EditorWorkbench workbench;
    private final PipedOutputStream toServer = new PipedOutputStream();
    private final CompletableFuture<Integer> status;
    private final LanguageServer server;
    private final InitializeResult able;
    private int version;

    /** An editor whose files are read behind the base. */
    Editor(Path configuration, List<Path> base) throws IOException, CommandFailure {
        Files.writeString(configuration, "rules_files: []\n");
        CommandEnvironment environment = new CommandEnvironment(
                Map.of(),
                new ByteArrayOutputStream(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                Path.of("../..").toAbsolutePath().normalize(),
                ZoneOffset.UTC);
        workbench = new EditorWorkbench(
                environment,
                new ConfigurationRequest(Optional.of(configuration), List.of(), List.of(), "", false),
                base);
        PipedInputStream serverIn = new PipedInputStream(toServer, 1 << 20);
        PipedInputStream fromServer = new PipedInputStream(1 << 20);
        PipedOutputStream serverOut = new PipedOutputStream(fromServer);
        status = CompletableFuture.supplyAsync(
                () -> new RulesEditorServer().serve(serverIn, serverOut, workbench),
                run -> Thread.ofPlatform().daemon().start(run));
        Launcher<LanguageServer> launcher = LSPLauncher.createClientLauncher(this, fromServer, toServer);
        launcher.startListening();
        server = launcher.getRemoteProxy();
        able = await(server.initialize(new InitializeParams()));
    }

    InitializeResult able() {
        return able;
    }

    LanguageServer server() {
        return server;
    }

    static <T> T await(CompletableFuture<T> answer) {
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Opens a file with a text and gives what is found in it. */
    List<Diagnostic> open(Path file, String text) throws InterruptedException {
        server.getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(
                        new TextDocumentItem(file.toUri().toString(), "yaml", version++, text)));
        return diagnostics(file);
    }

    /** Types a whole new text and gives what is found in it. */
    List<Diagnostic> type(Path file, String text) throws InterruptedException {
        server.getTextDocumentService()
                .didChange(new DidChangeTextDocumentParams(
                        new VersionedTextDocumentIdentifier(file.toUri().toString(), version++),
                        List.of(new TextDocumentContentChangeEvent(text))));
        return diagnostics(file);
    }

    private List<Diagnostic> diagnostics(Path file) throws InterruptedException {
        while (true) {
            PublishDiagnosticsParams next = published.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing was said about " + file);
            }
            if (next.getUri().equals(file.toUri().toString())) {
                return next.getDiagnostics();
            }
        }
    }

    /** What the server says next. */
    String said() throws InterruptedException {
        return said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    static TextDocumentIdentifier document(Path file) {
        return new TextDocumentIdentifier(file.toUri().toString());
    }

    /** The place of a piece of a text, or a little behind its beginning. */
    static Position at(String text, String piece, int behind) {
        int offset = text.indexOf(piece) + behind;
        String before = text.substring(0, offset);
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return new Position(line, offset - before.lastIndexOf('\n') - 1);
    }

    /** Says goodbye; the status of the server. */
    int leave() throws IOException {
        await(server.shutdown());
        server.exit();
        toServer.close();
        return await(status);
    }

    @Override
    public void close() throws IOException {
        toServer.close();
        workbench.close();
    }

    @Override
    public CompletableFuture<Void> refreshCodeLenses() {
        said.add("lenses");
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
        published.add(diagnostics);
    }

    @Override
    public void showMessage(MessageParams message) {
        said.add(message.getMessage());
    }

    @Override
    public void telemetryEvent(Object object) {
        throw new AssertionError("nobody asked for telemetry");
    }

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
        throw new AssertionError("nobody is there to answer");
    }

    @Override
    public void logMessage(MessageParams message) {
        said.add(message.getMessage());
    }
}
