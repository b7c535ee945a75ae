package io.peregrine.lsp;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.lsp.text.RuleSpace;
import io.peregrine.lsp.text.RuleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The files of an author: those that are open in the editor as it has them, the others as they lie on disk. A file is read together with the base and with
 * its folder, in the order in which the engine reads them. For any thread.
 */
final class Project {
    /** A folder with more is no folder of rules, and a file that is longer is none. */
    private static final int MOST_FILES = 200;

    private static final long LONGEST_FILE = 16L << 20;

    private final List<Path> base;
    private final Map<Path, SourceText> open = new ConcurrentHashMap<>();
    private final Map<String, RuleText> read = new ConcurrentHashMap<>();

    /** The project of an editor, whose files are read behind these. */
    Project(List<Path> base) {
        this.base = List.copyOf(base);
    }

    void open(Path file, String text) {
        open.put(file, new SourceText(file.toString(), text));
    }

    void close(Path file) {
        open.remove(file);
        read.remove(file.toString());
    }

    boolean isOpen(Path file) {
        return open.containsKey(file);
    }

    Set<Path> open() {
        return Set.copyOf(open.keySet());
    }

    /** The text of a file; empty when it cannot be read. */
    Optional<SourceText> text(Path file) {
        SourceText edited = open.get(file);
        if (edited != null) {
            return Optional.of(edited);
        }
        try {
            return Files.size(file) > LONGEST_FILE
                    ? Optional.empty()
                    : Optional.of(new SourceText(file.toString(), Files.readString(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The files that are read together with one, in order. */
    List<SourceText> around(Path file) {
        Set<Path> files = new LinkedHashSet<>();
        base.forEach(path -> files.add(path.toAbsolutePath().normalize()));
        files.addAll(siblings(file));
        files.add(file);
        List<SourceText> texts = new ArrayList<>();
        files.forEach(path -> text(path).ifPresent(texts::add));
        return texts;
    }

    private static List<Path> siblings(Path file) {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> path.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The names in the files that are read together with one. */
    RuleSpace space(Path file) {
        return new RuleSpace(around(file).stream().map(this::read).toList());
    }

    /** A text is read once, however often it is asked about. */
    private RuleText read(SourceText text) {
        return read.compute(
                text.name(),
                (name, known) ->
                        known != null && known.source().content().equals(text.content()) ? known : RuleText.of(text));
    }

    /** The files of tests that belong to a rules file by their place. */
    List<SourceText> tests(Path file) {
        return siblings(file.resolveSibling("tests").resolve("any")).stream()
                .flatMap(test -> text(test).stream())
                .toList();
    }

    /** Whether a file is one of tests of rules, which are no rules. */
    static boolean isTests(Path file) {
        return file.getParent() != null && file.getParent().endsWith("tests");
    }
}
