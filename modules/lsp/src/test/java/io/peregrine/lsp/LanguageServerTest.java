package io.peregrine.lsp;

import static io.peregrine.lsp.Editor.at;
import static io.peregrine.lsp.Editor.await;
import static io.peregrine.lsp.Editor.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.app.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.TextEdit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The language server, asked through its protocol. */
class LanguageServerTest {
    private static final String TEXT = """
            # programs that one types into
            - list: shells
              items: [bash, sh]

            - macro: opened
              condition: (evt.type in (open, openat) and fd.num >= 0)

            - rule: Secret read
              desc: Somebody read the secret.
              condition: opened and fd.name = /etc/shadow and proc.name in (shells)
              output: read %fd.name by %proc.name
              priority: WARNING
            """;

    @TempDir
    private Path folder;

    private Path file;
    private Editor editor;

    @BeforeEach
    void begin() throws IOException, CommandFailure {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        file = Files.writeString(rules.resolve("mine.yaml"), TEXT).toRealPath();
        editor = new Editor(folder.resolve("c.yaml"), List.of());
    }

    @AfterEach
    void end() throws IOException {
        editor.close();
    }

    @Test
    void aGoodFileHasNoFindings() throws InterruptedException {
        assertThat(editor.open(file, TEXT)).isEmpty();
    }

    @Test
    void everyMistakeIsSeenAtOnceWithItsPlaceAndHint() throws InterruptedException {
        String wrong = TEXT.replace("fd.name = /etc", "fd.nam = /etc").replace("opennat", "openat")
                + "- rule: Other\n  desc: x\n  condition: evt.type = opne\n  output: x\n  priority: INFO\n";

        List<Diagnostic> found = editor.open(file, wrong);

        assertThat(found).hasSize(2);
        assertThat(found.getFirst().getMessage().getLeft())
                .contains("fd.nam")
                .contains("hint: did you mean 'fd.name'?");
        assertThat(found.getFirst().getRange().getStart()).isEqualTo(at(wrong, "fd.nam ", 0));
        assertThat(found.getLast().getRange().getStart().getLine()).isEqualTo(14);
        assertThat(editor.type(file, TEXT)).isEmpty();
    }

    @Test
    void findingsOfLintAreSeen() throws InterruptedException {
        List<Diagnostic> found = editor.open(file, TEXT + "- list: lonely\n  items: [x]\n");

        assertThat(found)
                .isNotEmpty()
                .anyMatch(one -> one.getMessage().getLeft().contains("lonely"));
    }

    @Test
    void brokenYamlIsAFindingAndNothingElseEnds() throws InterruptedException {
        assertThat(editor.open(file, TEXT + "- rule: [\n")).isNotEmpty();
        assertThat(editor.type(file, TEXT)).isEmpty();
    }

    @Test
    void aHintIsAQuickFix() throws InterruptedException {
        String wrong = TEXT.replace("opened and", "openned and");
        List<Diagnostic> found = editor.open(file, wrong);
        Range range = found.getFirst().getRange();

        List<CodeAction> actions = await(editor.server()
                        .getTextDocumentService()
                        .codeAction(new CodeActionParams(document(file), range, new CodeActionContext(found))))
                .stream()
                .map(either -> either.getRight())
                .toList();

        assertThat(actions).hasSize(1);
        TextEdit edit = actions.getFirst()
                .getEdit()
                .getChanges()
                .get(file.toUri().toString())
                .getFirst();
        assertThat(edit.getNewText()).isEqualTo("opened");
        assertThat(applied(wrong, List.of(edit))).isEqualTo(TEXT);
    }

    @Test
    void whatCanComeNextIsProposed() throws InterruptedException {
        editor.open(file, TEXT);

        assertThat(proposed("condition: opened and ", 22)).contains("opened", "proc.name", "not", "tolower");
        assertThat(proposed("fd.name = /etc", 8))
                .contains("=", "startswith", "pmatch")
                .doesNotContain("bcontains");
        assertThat(proposed("fd.num >= 0", 7)).contains(">=").doesNotContain("startswith");
        assertThat(proposed("proc.name in (shells", 14)).contains("shells");
        assertThat(proposed("evt.type in (open,", 13)).contains("openat", "execve");
        assertThat(proposed("output: read %", 14)).contains("fd.name");
        assertThat(proposed("priority: W", 10)).contains("WARNING");
    }

    @Test
    void proposalsComeWithTheirMeaning() throws InterruptedException {
        editor.open(file, TEXT);

        assertThat(completion("condition: opened and ", 22))
                .filteredOn(item -> item.getLabel().equals("opened"))
                .singleElement()
                .satisfies(item -> assertThat(item.getDocumentation().getRight().getValue())
                        .contains("evt.type in (open, openat)"));
    }

    @Test
    void keysAreProposedWhereOneStands() throws InterruptedException {
        String more = TEXT + "  \n";
        editor.open(file, more);

        List<CompletionItem> items = await(editor.server()
                        .getTextDocumentService()
                        .completion(new CompletionParams(document(file), new Position(12, 2))))
                .getLeft();
        assertThat(items).extracting(CompletionItem::getLabel).contains("tags", "exceptions");
    }

    @Test
    void hoverSaysWhatAWordMeans() throws InterruptedException {
        editor.open(file, TEXT);

        assertThat(hover("fd.name = ", 2)).contains("fd.name");
        assertThat(hover("opened and", 2)).contains("macro opened").contains("fd.num >= 0");
        assertThat(hover("shells)", 2))
                .contains("list shells")
                .contains("programs that one types into")
                .contains("bash, sh");
    }

    @Test
    void definitionsAndReferencesAreFoundInTheFilesOfTheFolder() throws InterruptedException, IOException {
        Path other = Files.writeString(file.resolveSibling("other.yaml"), """
                - rule: Shell
                  desc: x
                  condition: evt.type = execve and proc.name in (shells, "dash")
                  output: x
                  priority: INFO
                """);
        editor.open(file, TEXT);

        List<? extends Location> places = await(editor.server()
                        .getTextDocumentService()
                        .definition(new DefinitionParams(document(file), at(TEXT, "shells)", 1))))
                .getLeft();
        assertThat(places).hasSize(1);
        assertThat(places.getFirst().getRange().getStart()).isEqualTo(at(TEXT, "shells", 0));

        List<? extends Location> mentions = await(editor.server()
                .getTextDocumentService()
                .references(new ReferenceParams(document(file), at(TEXT, "shells", 1), new ReferenceContext(true))));
        assertThat(mentions)
                .hasSize(3)
                .anyMatch(place -> place.getUri().equals(other.toUri().toString()));
    }

    @Test
    void renamingChangesEveryMentionAndNothingElse() throws InterruptedException {
        editor.open(file, TEXT);

        Map<String, List<TextEdit>> edits = await(editor.server()
                        .getTextDocumentService()
                        .rename(new RenameParams(document(file), at(TEXT, "opened\n", 1), "file_opened")))
                .getChanges();

        assertThat(applied(TEXT, edits.get(file.toUri().toString())))
                .isEqualTo(TEXT.replace("macro: opened", "macro: file_opened")
                        .replace("condition: opened", "condition: file_opened"));
        assertThatThrownBy(() -> await(editor.server()
                        .getTextDocumentService()
                        .rename(new RenameParams(document(file), at(TEXT, "opened\n", 1), "no name"))))
                .hasMessageContaining("letters, digits");
    }

    @Test
    void layoutIsThatOfFmt() throws InterruptedException {
        String loose = TEXT.replace("[bash, sh]", "[ bash,sh ]");
        editor.open(file, loose);

        List<? extends TextEdit> edits = await(editor.server()
                .getTextDocumentService()
                .formatting(new DocumentFormattingParams(document(file), new FormattingOptions(2, true))));
        assertThat(edits).hasSize(1);
        assertThat(edits.getFirst().getNewText()).isEqualTo(TEXT);
    }

    @Test
    void coloursAreThoseOfWords() throws InterruptedException {
        editor.open(file, TEXT);

        List<Integer> data = await(editor.server()
                        .getTextDocumentService()
                        .semanticTokensFull(new SemanticTokensParams(document(file))))
                .getData();
        List<String> types = editor.able()
                .getCapabilities()
                .getSemanticTokensProvider()
                .getLegend()
                .getTokenTypes();
        assertThat(data.size() % 5).isZero();
        assertThat(types.get(data.get(3))).isEqualTo("enumMember");
        assertThat(data.subList(0, 3)).containsExactly(1, 8, 6);
    }

    @Test
    void lensesShowTheTests() throws InterruptedException, IOException {
        Files.createDirectory(file.resolveSibling("tests"));
        Files.writeString(file.resolveSibling("tests").resolve("mine.yaml"), """
                - test: a shell reads it
                  given:
                    - open: {path: /etc/shadow, by: {exe: /usr/bin/bash}}
                  expect: Secret read
                """);
        editor.open(file, TEXT);

        Object said = await(editor.server()
                .getWorkspaceService()
                .executeCommand(new ExecuteCommandParams(
                        "peregrine.test", List.of(file.toUri().toString()))));
        assertThat(said.toString()).contains("1 tests passed, 0 failed.");
        List<? extends CodeLens> lenses =
                await(editor.server().getTextDocumentService().codeLens(new CodeLensParams(document(file))));
        assertThat(lenses).hasSize(1);
        assertThat(lenses.getFirst().getCommand().getTitle()).contains("1 test passed");
    }

    @Test
    void aFileOfTestsIsReadAsOne() throws InterruptedException, IOException {
        Path tests = Files.createDirectory(file.resolveSibling("tests")).resolve("mine.yaml");

        List<Diagnostic> found = editor.open(tests, "- test: x\n  given: []\n  expct: y\n");
        assertThat(found).anyMatch(one -> one.getMessage().getLeft().contains("'expct' is no part of a test"));
    }

    @Test
    void symbolsAreTheItems() throws InterruptedException {
        editor.open(file, TEXT);

        assertThat(await(editor.server()
                        .getTextDocumentService()
                        .documentSymbol(new DocumentSymbolParams(document(file)))))
                .extracting(either -> either.getRight().getName())
                .containsExactly("shells", "opened", "Secret read");
    }

    @Test
    void aGoodbyeEndsWithStatusZero() throws IOException, InterruptedException {
        editor.open(file, TEXT);
        assertThat(editor.leave()).isZero();
    }

    private List<String> proposed(String piece, int behind) {
        return completion(piece, behind).stream().map(CompletionItem::getLabel).toList();
    }

    private List<CompletionItem> completion(String piece, int behind) {
        return await(editor.server()
                        .getTextDocumentService()
                        .completion(new CompletionParams(document(file), at(TEXT, piece, behind))))
                .getLeft();
    }

    private String hover(String piece, int behind) {
        return await(editor.server()
                        .getTextDocumentService()
                        .hover(new HoverParams(document(file), at(TEXT, piece, behind))))
                .getContents()
                .getRight()
                .getValue();
    }

    private static String applied(String text, List<TextEdit> edits) {
        StringBuilder out = new StringBuilder(text);
        edits.stream()
                .sorted((one, other) -> offset(text, other) - offset(text, one))
                .forEach(edit -> out.replace(
                        offset(text, edit), offset(text, edit.getRange().getEnd()), edit.getNewText()));
        return out.toString();
    }

    private static int offset(String text, TextEdit edit) {
        return offset(text, edit.getRange().getStart());
    }

    private static int offset(String text, Position position) {
        int start = 0;
        for (int line = 0; line < position.getLine(); line++) {
            start = text.indexOf('\n', start) + 1;
        }
        return start + position.getCharacter();
    }
}
