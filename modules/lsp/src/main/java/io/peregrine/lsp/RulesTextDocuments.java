package io.peregrine.lsp;

import io.peregrine.authoring.format.RulesFormatter;
import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.lsp.feature.Completions;
import io.peregrine.lsp.feature.FieldBook;
import io.peregrine.lsp.feature.HoverText;
import io.peregrine.lsp.feature.QuickFixes;
import io.peregrine.lsp.feature.Renaming;
import io.peregrine.lsp.feature.SemanticColours;
import io.peregrine.lsp.feature.TestLenses;
import io.peregrine.lsp.text.CursorPlace;
import io.peregrine.lsp.text.Ranges;
import io.peregrine.lsp.text.RuleSpace;
import io.peregrine.lsp.text.RuleText;
import io.peregrine.lsp.text.Word;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.TextDocumentService;

/** Answers requests about texts. Each request reads the files as they are at that moment. */
final class RulesTextDocuments implements TextDocumentService {
    private final Analyst analyst;

    RulesTextDocuments(Analyst analyst) {
        this.analyst = analyst;
    }

    /**
     * What a request is about.
     *
     * @param path the file
     * @param text its words
     * @param space the files that are read with it
     */
    private record Asked(Path path, RuleText text, RuleSpace space) {
        int offset(Position position) {
            return Ranges.offset(text.source(), position);
        }

        Optional<RuleSpace.Name> name(Position position) {
            return text.wordAt(offset(position)).flatMap(space::name);
        }
    }

    private static Path path(String uri) {
        return Path.of(URI.create(uri)).toAbsolutePath().normalize();
    }

    private Asked asked(TextDocumentIdentifier document) {
        Path path = path(document.getUri());
        RuleSpace space = analyst.project().space(path);
        RuleText text = space.file(path.toString())
                .orElseGet(() -> RuleText.of(analyst.project().text(path).orElse(new SourceText(path.toString(), ""))));
        return new Asked(path, text, space);
    }

    private static <T> CompletableFuture<T> answered(Supplier<T> answer) {
        return CompletableFuture.supplyAsync(answer);
    }

    private FieldBook fields(Asked asked) {
        return new FieldBook(
                analyst.workbench().catalogs(), asked.text().source().content());
    }

    private HoverText hovers(Asked asked) {
        return new HoverText(
                asked.space(),
                fields(asked),
                analyst.findings(asked.path()).map(found -> found.loaded().details()));
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams opened) {
        Path file = path(opened.getTextDocument().getUri());
        analyst.project().open(file, opened.getTextDocument().getText());
        analyst.changed(file);
        analyst.test(file, () -> {});
    }

    @Override
    public void didChange(DidChangeTextDocumentParams change) {
        Path file = path(change.getTextDocument().getUri());
        analyst.project().open(file, change.getContentChanges().getLast().getText());
        analyst.changed(file);
    }

    @Override
    public void didClose(DidCloseTextDocumentParams closed) {
        analyst.closed(path(closed.getTextDocument().getUri()));
    }

    @Override
    public void didSave(DidSaveTextDocumentParams saved) {
        Path file = path(saved.getTextDocument().getUri());
        analyst.changed(file);
        analyst.test(file, () -> {});
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams at) {
        return answered(() -> {
            Asked asked = asked(at.getTextDocument());
            CursorPlace place = CursorPlace.of(asked.text().source(), asked.offset(at.getPosition()));
            return Either.forLeft(new Completions(asked.space(), fields(asked), hovers(asked)).at(place));
        });
    }

    @Override
    public CompletableFuture<Hover> hover(HoverParams at) {
        return answered(() -> {
            Asked asked = asked(at.getTextDocument());
            Optional<Word> word = asked.text().wordAt(asked.offset(at.getPosition()));
            return word.flatMap(hovers(asked)::of)
                    .map(text -> new Hover(
                            new MarkupContent(MarkupKind.MARKDOWN, text),
                            Ranges.of(asked.text().source(), word.get())))
                    .orElse(null);
        });
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
            DefinitionParams at) {
        return answered(() -> {
            Asked asked = asked(at.getTextDocument());
            List<Location> places =
                    asked.name(at.getPosition()).map(asked.space()::definitions).orElse(List.of()).stream()
                            .map(item -> Ranges.location(item.file(), item.word()))
                            .toList();
            return Either.forLeft(places);
        });
    }

    @Override
    public CompletableFuture<List<? extends Location>> references(ReferenceParams at) {
        return answered(() -> {
            Asked asked = asked(at.getTextDocument());
            return asked.name(at.getPosition()).map(asked.space()::mentions).orElse(List.of()).stream()
                    .map(mention -> Ranges.location(mention.file().source(), mention.word()))
                    .toList();
        });
    }

    @Override
    public CompletableFuture<Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>> prepareRename(
            PrepareRenameParams at) {
        return answered(() -> {
            Asked asked = asked(at.getTextDocument());
            return asked.text()
                    .wordAt(asked.offset(at.getPosition()))
                    .filter(word -> asked.space().name(word).isPresent())
                    .map(word -> Either3.<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>forSecond(
                            new PrepareRenameResult(Ranges.of(asked.text().source(), word), word.text())))
                    .orElse(null);
        });
    }

    @Override
    public CompletableFuture<WorkspaceEdit> rename(RenameParams at) {
        return answered(() -> {
            Asked asked = asked(at.getTextDocument());
            RuleSpace.Name name = asked.name(at.getPosition())
                    .orElseThrow(() -> refused("Here stands no name of a list, macro or rule."));
            Renaming renaming = new Renaming(asked.space(), analyst.project().tests(asked.path()));
            renaming.refusal(name, at.getNewName()).ifPresent(sentence -> {
                throw refused(sentence);
            });
            Map<String, List<TextEdit>> edits = renaming.edits(name, at.getNewName());
            return new WorkspaceEdit(edits);
        });
    }

    private static ResponseErrorException refused(String sentence) {
        return new ResponseErrorException(new ResponseError(ResponseErrorCode.InvalidParams, sentence, null));
    }

    @Override
    public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams at) {
        return answered(() -> {
            Asked asked = asked(at.getTextDocument());
            return analyst.findings(asked.path()).map(Findings::diagnostics).orElse(List.of()).stream()
                    .filter(diagnostic -> meets(Analyst.shown(diagnostic).getRange(), at.getRange()))
                    .flatMap(diagnostic -> QuickFixes.of(diagnostic, asked.text()).stream()
                            .map(fix -> action(fix, diagnostic, at.getTextDocument())))
                    .map(Either::<Command, CodeAction>forRight)
                    .toList();
        });
    }

    private static boolean meets(Range one, Range other) {
        return one.getStart().getLine() <= other.getEnd().getLine()
                && other.getStart().getLine() <= one.getEnd().getLine();
    }

    private static CodeAction action(QuickFixes.Fix fix, Diagnostic diagnostic, TextDocumentIdentifier document) {
        CodeAction action = new CodeAction(fix.title());
        action.setKind(CodeActionKind.QuickFix);
        action.setDiagnostics(List.of(Analyst.shown(diagnostic)));
        action.setEdit(new WorkspaceEdit(Map.of(document.getUri(), List.of(fix.edit()))));
        return action;
    }

    @Override
    public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams wanted) {
        return answered(() -> {
            SourceText source = asked(wanted.getTextDocument()).text().source();
            String text = RulesFormatter.format(source).text();
            return text.equals(source.content())
                    ? List.of()
                    : List.of(new TextEdit(Ranges.of(source, 0, source.content().length()), text));
        });
    }

    @Override
    public CompletableFuture<SemanticTokens> semanticTokensFull(SemanticTokensParams wanted) {
        return answered(() -> {
            Asked asked = asked(wanted.getTextDocument());
            return new SemanticTokens(SemanticColours.of(asked.text(), asked.space()));
        });
    }

    @Override
    public CompletableFuture<List<? extends CodeLens>> codeLens(CodeLensParams wanted) {
        return answered(() -> {
            Asked asked = asked(wanted.getTextDocument());
            return TestLenses.of(asked.text(), analyst.tests(asked.path()));
        });
    }

    @Override
    public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
            DocumentSymbolParams wanted) {
        return answered(() -> {
            RuleText text = asked(wanted.getTextDocument()).text();
            return text.definitions().stream()
                    .map(item -> new DocumentSymbol(
                            item.name().isEmpty() ? item.kind().word() : item.name(),
                            switch (item.kind()) {
                                case RULE -> SymbolKind.Class;
                                case MACRO -> SymbolKind.Function;
                                case LIST -> SymbolKind.Array;
                            },
                            Ranges.of(
                                    text.source(),
                                    item.extent().start(),
                                    item.extent().end()),
                            Ranges.of(text.source(), item.word())))
                    .map(Either::<SymbolInformation, DocumentSymbol>forRight)
                    .toList();
        });
    }
}
