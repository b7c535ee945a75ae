package io.peregrine.diagnostics.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.Span;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
    private static YamlDocuments read(String text) {
        return YamlReader.read(new SourceText("f.yaml", text));
    }

    private static YamlNode.Mapping mapping(String text) {
        return (YamlNode.Mapping) read(text).documents().getFirst();
    }

    private static YamlNode.Scalar scalar(String text) {
        return (YamlNode.Scalar) mapping(text).get("k").orElseThrow();
    }

    @Test
    void nodesStandInEachOtherAsDeepAsInTheReferenceOnAnyStack() throws Exception {
        Thread small = new Thread(
                null,
                () -> {
                    assertThat(isRefused("[".repeat(499) + "]".repeat(499))).isFalse();
                    assertThat(isRefused("[".repeat(500) + "]".repeat(500))).isTrue();
                    assertThat(isRefused(mappings(498))).isFalse();
                    assertThat(isRefused(mappings(499))).isTrue();
                    assertThat(isRefused("[".repeat(100_000))).isTrue();
                    checked.set(true);
                },
                "small",
                256 << 10);
        small.start();
        small.join();
        assertThat(checked).isTrue();
    }

    private final AtomicBoolean checked = new AtomicBoolean();

    private static boolean isRefused(String text) {
        return YamlReader.read(new SourceText("f.yaml", text)).problem().isPresent();
    }

    private static String mappings(int depth) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            out.append(" ".repeat(i)).append("k:\n");
        }
        return out.append(" ".repeat(depth)).append("v\n").toString();
    }

    @Test
    void nodesKnowWhereTheyStand() {
        YamlNode.Mapping root = mapping("a: 1\nb:\n  - x\n  - 'y z'\n");
        YamlNode.Sequence items = (YamlNode.Sequence) root.get("b").orElseThrow();
        assertThat(items.span().place()).isEqualTo("f.yaml:3:3");
        assertThat(items.items().get(1).span().place()).isEqualTo("f.yaml:4:5");
    }

    @Test
    void scalarsStayText() {
        YamlNode.Mapping root = mapping("a: 0x10\nb: yes\nc: ~\nd: '~'\ne:\n");
        assertThat(((YamlNode.Scalar) root.get("a").orElseThrow()).value()).isEqualTo("0x10");
        assertThat(((YamlNode.Scalar) root.get("c").orElseThrow()).isNull()).isTrue();
        assertThat(((YamlNode.Scalar) root.get("d").orElseThrow()).isNull()).isFalse();
        assertThat(((YamlNode.Scalar) root.get("e").orElseThrow()).isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k: plain words in\n  two lines\n",
                "k: 'it''s quoted\n\n  over lines'\n",
                "k: \"tab\\there \\u00e9\\x41 \\\n   joined \\\"q\\\" end\"\n",
                "k: >\n   folded text\n   of two lines\n\n   and   a paragraph\n",
                "k: >-\n   folded\n     more indented\n   again\n",
                "k: |\n   literal text\n     indented\n   end\n",
                "# \ud83d\ude00 before\nk: |\n  x\ud83d\ude00y z\n",
                "k: |\r\n  windows\r\n  lines\r\n",
            })
    void charactersOfValuesKnowTheirPlace(String text) {
        YamlNode.Scalar scalar = scalar(text);
        MappedText mapped = scalar.mapped();
        assertThat(mapped.text()).isEqualTo(scalar.value());
        for (int i = 0; i < mapped.length(); i++) {
            char c = mapped.text().charAt(i);
            Span place = mapped.span(i, i + 1).orElseThrow();
            char there = text.charAt(place.start());
            if (there != '\\' && !Character.isWhitespace(c)) {
                assertThat(there).as("character %d of %s", i, mapped).isEqualTo(c);
            }
        }
    }

    @Test
    void documentsBeforeAFaultAreKept() {
        YamlDocuments documents = read("a: 1\n---\nb: [\n");
        assertThat(documents.documents()).hasSize(1);
        assertThat(documents.problem()).isPresent();
    }

    @Test
    void aliasesAreTheAnchoredNode() {
        YamlNode.Mapping root = mapping("a: &x [1, 2]\nb: *x\n");
        assertThat(root.get("b")).isEqualTo(root.get("a"));
    }

    @Test
    void aliasesCannotGrowWithoutBound() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s, %s]\n".formatted(i, i, before, before));
        }
        assertThat(read(bomb.toString()).problem().orElseThrow().message()).contains("aliases");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &x [*x]", "a: *nothing", "a: [", "\t- a", "a: b: c", "\u0000", "'x", "%YAML 9"})
    void everyFaultIsAProblemWithAPlace(String text) {
        YamlDocuments.Problem problem = read(text).problem().orElseThrow();
        assertThat(problem.message()).isNotBlank();
        assertThat(problem.span().start()).isBetween(0, text.length());
    }

    /** What the YAML library of Falco makes of texts on which readers differ; where it finds a fault, where. */
    private static Stream<Arguments> textsOfTheReference() {
        return Stream.of(
                Arguments.of("  a: 1\n- b", "{<a><1>} [<b>]"),
                Arguments.of("[a] [b]", "[<a>] [<b>]"),
                Arguments.of("- r: x\n  word", "[{<r><x><word><>}]"),
                Arguments.of("- r: x\n  word\n", "[{<r><x><word><>}]"),
                Arguments.of("- r: x\n  word\n- b: y", "FAULT 3:4"),
                Arguments.of("a: 1\n- b", "FAULT 2:1"),
                Arguments.of("a: b: c", "FAULT 1:5"),
                Arguments.of("\t- a", "FAULT 1:2"),
                Arguments.of("- a\n\t#", "FAULT 2:1"),
                Arguments.of("a: \u0007x", "{<a><\u0007x>}"),
                Arguments.of("k: 'open\n", "{<k><open >}"),
                Arguments.of("k: 'open", "FAULT 1:4"),
                Arguments.of("k: >+\n  a\n\nb: 1", "{<k><a\n><b><1>}"),
                Arguments.of("k: >\n  a\n   b\n  c\n", "{<k><a\n b\nc\n>}"),
                Arguments.of("k: !!str\nb: !!str ~", "{<k><><b><~>}"),
                Arguments.of("- *a: x", "FAULT 1:3"),
                Arguments.of("{a, b: c}", "{<a><><b><c>}"),
                Arguments.of("[a: b, ]", "[{<a><b>}]"),
                Arguments.of("[, a]", "[<><a>]"),
                Arguments.of("{\"a\":b}", "{<a><b>}"),
                Arguments.of("? a\n: b", "{<a><b>}"),
                Arguments.of("a: 1\na: 2", "{<a><1><a><2>}"),
                Arguments.of("\"\\x41\\u00e9\\N\"", "<A\u00e9\u0085>"),
                Arguments.of("\"a\\q\"", "FAULT 1:3"),
                Arguments.of("a, b", "<a, b>"),
                Arguments.of("[a, -b]", "[<a><-b>]"),
                Arguments.of("%YAML 1.2\n---\na", "<a>"));
    }

    @ParameterizedTest
    @MethodSource("textsOfTheReference")
    void textsAreReadAsByTheReference(String text, String expected) {
        YamlDocuments read = read(text);
        StringBuilder trees = new StringBuilder();
        read.documents().forEach(document -> {
            trees.append(trees.isEmpty() ? "" : " ");
            TreeText.print(document, trees);
        });
        String got = read.problem()
                .map(problem -> "FAULT " + problem.span().place().substring("f.yaml:".length()))
                .orElse(trees.toString());
        assertThat(got).isEqualTo(expected);
    }

    @Test
    void nestingIsBounded() {
        assertThat(read("[".repeat(100_000)).problem()).isPresent();
        assertThat(read("- ".repeat(5_000)).problem()).isPresent();
    }

    @Test
    void anyTextIsReadOrRefused() {
        Random random = new Random(11);
        String[] pieces = {
            "a",
            ": ",
            "- ",
            "\n",
            "  ",
            "'",
            "\"",
            "[",
            "]",
            "{",
            "}",
            "&x ",
            "*x",
            "|",
            ">",
            "#",
            "\\",
            "%",
            "---\n",
            "!",
            "?",
            ",",
            "\u00e9",
            "\t",
            "\ud83d\ude00",
            "\ud83d",
            "\u0000",
            "<<: "
        };
        int problems = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(14); n >= 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            YamlDocuments documents = read(text.toString());
            documents.documents().forEach(YamlReaderTest::walk);
            problems += documents.problem().isPresent() ? 1 : 0;
        }
        assertThat(problems).isBetween(1, 19_999);
    }

    private static void walk(YamlNode node) {
        switch (node) {
            case YamlNode.Scalar scalar -> assertThat(scalar.mapped().text()).isEqualTo(scalar.value());
            case YamlNode.Sequence sequence -> sequence.items().forEach(YamlReaderTest::walk);
            case YamlNode.Mapping mapping ->
                mapping.entries().forEach(entry -> {
                    walk(entry.key());
                    walk(entry.value());
                });
        }
    }

    @Test
    void aNodeBeginsAtItsAnchorOrTagAndShowsItsText() {
        YamlNode.Mapping mapping =
                (YamlNode.Mapping) YamlReader.read(new SourceText("f", "a: &x !!str  text\nb:  # none\nc: d\n"))
                        .documents()
                        .getFirst();
        YamlNode anchored = mapping.get("a").orElseThrow();
        assertThat(anchored.mark()).isEqualTo(3);
        assertThat(anchored.span().start()).isEqualTo(13);
        YamlNode missing = mapping.get("b").orElseThrow();
        assertThat(missing.mark()).isEqualTo(29);
        assertThat(missing.span().start()).isEqualTo(20);
    }

    @Test
    void aQuoteThatTheEndOfTheFileClosesIsKnown() {
        for (String open : List.of("'a\n", "\"a\n", "\"a\\\"\n")) {
            YamlNode node =
                    YamlReader.read(new SourceText("f", open)).documents().getFirst();
            assertThat(((YamlNode.Scalar) node).isUnclosed()).as(open).isTrue();
        }
        for (String closed : List.of("'a'\n", "\"a\"\n", "''\n", "!!str\n", "a\n", "|\n 'a\n")) {
            YamlNode node =
                    YamlReader.read(new SourceText("f", closed)).documents().getFirst();
            assertThat(((YamlNode.Scalar) node).isUnclosed()).as(closed).isFalse();
        }
    }
}
