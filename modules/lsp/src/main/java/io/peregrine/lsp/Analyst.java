package io.peregrine.lsp;

import io.peregrine.authoring.editor.TestState;
import io.peregrine.authoring.editor.Workbench;
import io.peregrine.authoring.ruletest.RuleTestReader;
import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.Severity;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.lsp.text.Ranges;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.services.LanguageClient;

/** Looks at files on a thread of its own, a moment after they were changed, and tells the editor what it found. */
final class Analyst implements AutoCloseable {
    /** Typing goes on within this time; what is not yet finished is not looked at. */
    private static final long AFTER_MILLIS = 250;

    private static final String NAME = "peregrine";

    private final Workbench workbench;
    private final Project project;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lsp-analyst").factory());
    /** Tests take longer than typing. */
    private final ExecutorService tester = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("lsp-tester").factory());

    private final Map<Path, ScheduledFuture<?>> waiting = new ConcurrentHashMap<>();
    private final Map<Path, Findings> findings = new ConcurrentHashMap<>();
    private final Map<Path, TestState> tests = new ConcurrentHashMap<>();
    private volatile Optional<LanguageClient> client = Optional.empty();

    Analyst(Workbench workbench) {
        this.workbench = workbench;
        this.project = new Project(workbench.base());
    }

    void tell(LanguageClient editor) {
        client = Optional.of(editor);
    }

    Project project() {
        return project;
    }

    Workbench workbench() {
        return workbench;
    }

    /** What was found last; empty before the first time. */
    Optional<Findings> findings(Path file) {
        return Optional.ofNullable(findings.get(file));
    }

    /** How the tests stood last; empty before they were run. */
    Optional<TestState> tests(Path file) {
        return Optional.ofNullable(tests.get(folder(file)));
    }

    private static Path folder(Path file) {
        return Optional.ofNullable(file.getParent()).orElse(file);
    }

    /** A file is another than it was: it and the open files that are read with it are looked at anew. */
    void changed(Path file) {
        project.open().stream()
                .filter(open -> open.equals(file) || folder(open).equals(folder(file)))
                .forEach(this::later);
    }

    private void later(Path file) {
        try {
            ScheduledFuture<?> before = waiting.put(
                    file, thread.schedule(() -> guarded(() -> look(file)), AFTER_MILLIS, TimeUnit.MILLISECONDS));
            if (before != null) {
                before.cancel(false);
            }
        } catch (RejectedExecutionException closing) {
            // The editor has gone.
        }
    }

    /** Runs the tests of a file's folder, and then something more. */
    void test(Path file, Runnable then) {
        try {
            tester.execute(() -> guarded(() -> {
                tests.put(folder(file), workbench.test(file));
                client.ifPresent(LanguageClient::refreshCodeLenses);
                then.run();
            }));
        } catch (RejectedExecutionException closing) {
            // The editor has gone.
        }
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError e) {
            client.ifPresent(editor ->
                    editor.logMessage(new MessageParams(MessageType.Error, "A file could not be looked at: " + e)));
        }
    }

    private void look(Path file) {
        Optional<SourceText> text = project.text(file);
        if (text.isEmpty() || !project.isOpen(file)) {
            return;
        }
        List<Diagnostic> diagnostics;
        if (Project.isTests(file)) {
            diagnostics = RuleTestReader.read(text.get(), folder(file)).diagnostics();
        } else {
            Findings found = FaultFinder.find(workbench, project.around(file), file.toString());
            findings.put(file, found);
            diagnostics = found.diagnostics();
        }
        client.ifPresent(editor -> editor.publishDiagnostics(new PublishDiagnosticsParams(
                file.toUri().toString(),
                diagnostics.stream().map(Analyst::shown).toList())));
    }

    /** A diagnostic as the protocol has it, with its hint on a line of its own. */
    static org.eclipse.lsp4j.Diagnostic shown(Diagnostic diagnostic) {
        String hint = diagnostic.hint().map(text -> "\nhint: " + text).orElse("");
        org.eclipse.lsp4j.Diagnostic shown = new org.eclipse.lsp4j.Diagnostic(
                diagnostic.span().map(Ranges::of).orElseGet(org.eclipse.lsp4j.Range::new),
                diagnostic.message() + hint,
                diagnostic.severity() == Severity.ERROR ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
                NAME);
        shown.setCode(diagnostic.code());
        return shown;
    }

    void closed(Path file) {
        project.close(file);
        findings.remove(file);
        client.ifPresent(editor -> editor.publishDiagnostics(
                new PublishDiagnosticsParams(file.toUri().toString(), List.of())));
    }

    void say(String sentence) {
        client.ifPresent(editor -> editor.showMessage(new MessageParams(MessageType.Info, sentence)));
    }

    @Override
    public void close() {
        thread.shutdownNow();
        tester.shutdownNow();
    }
}
