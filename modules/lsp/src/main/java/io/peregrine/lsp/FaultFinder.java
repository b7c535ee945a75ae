package io.peregrine.lsp;

import io.peregrine.authoring.editor.Workbench;
import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.Severity;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.Span;
import io.peregrine.loader.LoadReport;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.WrittenItem;
import io.peregrine.loader.lint.Lint;
import io.peregrine.lsp.text.Definition;
import io.peregrine.lsp.text.RuleText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds all faults of a file. Loading ends at the first one of a file, as in Falco; here the faulty item is replaced by one of its name that says nothing, as
 * long as it was, and the rest is loaded again, so that every mistake is seen at once.
 */
final class FaultFinder {
    /** Who makes more mistakes than this mends the first ones first. */
    private static final int MOST_FAULTS = 30;

    private final Workbench workbench;
    private final String name;
    private final Set<Diagnostic> found = new LinkedHashSet<>();

    private FaultFinder(Workbench workbench, String name) {
        this.workbench = workbench;
        this.name = name;
    }

    /**
     * Looks for faults.
     *
     * @param files the files that are read together, in order
     * @param name the name of the one that it is about
     */
    static Findings find(Workbench workbench, List<SourceText> files, String name) {
        return new FaultFinder(workbench, name).find(files);
    }

    private Findings find(List<SourceText> files) {
        List<SourceText> texts = new ArrayList<>(files);
        Set<Integer> replaced = new HashSet<>();
        LoadResult loaded = workbench.load(texts);
        // what is missing because an item was replaced is no warning to anybody
        for (int round = 0; round < MOST_FAULTS && note(loaded, round == 0); round++) {
            Optional<SourceText> without = without(texts, error(loaded), replaced);
            if (without.isEmpty()) {
                break;
            }
            texts.replaceAll(text -> text.name().equals(name) ? without.get() : text);
            loaded = workbench.load(texts);
        }
        if (replaced.isEmpty()) {
            Lint.check(loaded).stream().filter(this::isHere).forEach(found::add);
        }
        return new Findings(
                loaded,
                found.stream().map(diagnostic -> placed(diagnostic, files)).toList());
    }

    /** Notes what is said of the file; whether it has an error. */
    private boolean note(LoadResult loaded, boolean warnings) {
        for (LoadReport report : loaded.reports()) {
            (warnings ? report.diagnostics() : report.errors())
                    .stream().filter(this::isHere).forEach(this::add);
        }
        loaded.unmetRequirement()
                .ifPresent(sentence -> add(new Diagnostic(
                        "LOAD_ERR_VALIDATE",
                        Severity.ERROR,
                        sentence,
                        Optional.empty(),
                        start(loaded).map(text -> new Span(text, 0, 0)),
                        List.of())));
        return error(loaded).isPresent();
    }

    private Optional<SourceText> start(LoadResult loaded) {
        return loaded.reports().stream()
                .map(LoadReport::file)
                .filter(file -> file.name().equals(name))
                .findFirst();
    }

    /** The same remark comes again with each round. */
    private void add(Diagnostic diagnostic) {
        boolean known = found.stream()
                .anyMatch(other -> other.message().equals(diagnostic.message()) && start(other) == start(diagnostic));
        if (!known) {
            found.add(diagnostic);
        }
    }

    private static int start(Diagnostic diagnostic) {
        return diagnostic.span().map(Span::start).orElse(0);
    }

    private Optional<Diagnostic> error(LoadResult loaded) {
        return loaded.reports().stream()
                .filter(report -> report.file().name().equals(name))
                .flatMap(report -> report.errors().stream())
                .filter(this::isHere)
                .findFirst();
    }

    private boolean isHere(Diagnostic diagnostic) {
        return diagnostic.span().map(span -> span.source().name().equals(name)).orElse(false);
    }

    /** The text with an item of the same name and length, that says nothing, in the place of the faulty one. */
    private Optional<SourceText> without(List<SourceText> texts, Optional<Diagnostic> error, Set<Integer> replaced) {
        SourceText text = texts.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
        int at = error.flatMap(Diagnostic::span).map(Span::start).orElse(-1);
        return RuleText.of(text).definitions().stream()
                .filter(item ->
                        item.extent().start() <= at && at <= item.extent().end())
                .filter(item -> replaced.add(item.extent().start()))
                .findFirst()
                .flatMap(item -> emptied(text, item));
    }

    private Optional<SourceText> emptied(SourceText text, Definition item) {
        String content = text.content();
        int start = item.extent().start();
        String stand = item.changes() ? "{list: peregrine_none, items: []}" : standIn(item);
        String old = content.substring(
                start, Math.min(content.length(), item.extent().end()));
        if (stand.length() > old.length()) {
            return Optional.empty();
        }
        StringBuilder blank = new StringBuilder(stand);
        for (int i = stand.length(); i < old.length(); i++) {
            blank.append(old.charAt(i) == '\n' ? '\n' : ' ');
        }
        return Optional.of(
                new SourceText(name, content.substring(0, start) + blank + content.substring(start + old.length())));
    }

    private static String standIn(Definition item) {
        String name = "\"" + item.name().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        return switch (item.kind()) {
            case WrittenItem.Kind.LIST -> "{list: " + name + ", items: []}";
            case WrittenItem.Kind.MACRO -> "{macro: " + name + ", condition: evt.num>=0}";
            case WrittenItem.Kind.RULE ->
                "{rule: " + name + ", desc: d, condition: evt.type=open, output: o, priority: INFO}";
        };
    }

    /** The same remark about the text that the editor has: replaced items are as long as they were, so that every place is the same. */
    private Diagnostic placed(Diagnostic diagnostic, List<SourceText> files) {
        SourceText text = files.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
        int length = text.content().length();
        Optional<Span> span = diagnostic
                .span()
                .map(old -> new Span(text, Math.min(old.start(), length), Math.min(old.end(), length)));
        return diagnostic.at(span);
    }
}
