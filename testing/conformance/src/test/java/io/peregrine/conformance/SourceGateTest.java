package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.conformance.SourceTree.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Classes and methods stay short, and a class name stands once. What exceeds that today is listed in a file that may only shrink. */
class SourceGateTest {
    private static final int LONGEST_CLASS = 400;
    private static final int LONGEST_METHOD = 60;

    private static SourceTree sources;

    @BeforeAll
    static void read() throws IOException {
        sources = SourceTree.read();
    }

    @Test
    void thereAreSources() {
        assertThat(sources.classes()).hasSizeGreaterThan(500);
        assertThat(sources.methods()).hasSizeGreaterThan(2000);
    }

    @Test
    void classesAreShort() throws IOException {
        holds(
                "class",
                sources.classes().stream()
                        .filter(piece -> !piece.nested() && piece.lines() > LONGEST_CLASS)
                        .map(Piece::file));
    }

    @Test
    void methodsAreShort() throws IOException {
        holds(
                "method",
                sources.methods().stream()
                        .filter(piece -> piece.lines() > LONGEST_METHOD)
                        .map(piece -> piece.file() + "#" + piece.name()));
    }

    @Test
    void aClassNameStandsOnce() throws IOException {
        holds(
                "name",
                repeated(sources.classes().stream()
                        .filter(piece -> !piece.nested())
                        .toList()));
    }

    private static Stream<String> repeated(List<Piece> classes) {
        Map<String, Long> counts = classes.stream().collect(Collectors.groupingBy(Piece::name, Collectors.counting()));
        return counts.entrySet().stream().filter(entry -> entry.getValue() > 1).map(Map.Entry::getKey);
    }

    private static void holds(String kind, Stream<String> found) throws IOException {
        SortedSet<String> now = found.collect(Collectors.toCollection(TreeSet::new));
        SortedSet<String> known = known(kind);
        SortedSet<String> more = new TreeSet<>(now);
        more.removeAll(known);
        assertThat(more)
                .as(
                        "%s: not longer than %d lines a class and %d a method, and no name twice; the list only shrinks",
                        kind, LONGEST_CLASS, LONGEST_METHOD)
                .isEmpty();
        known.removeAll(now);
        assertThat(known)
                .as("%s: these are mended; take their lines out of source-gate.txt", kind)
                .isEmpty();
    }

    private static SortedSet<String> known(String kind) throws IOException {
        try (InputStream in = SourceGateTest.class.getResourceAsStream("source-gate.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(kind + " "))
                    .map(line -> line.substring(kind.length() + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
