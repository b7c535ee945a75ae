package io.peregrine.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetTest {
    private static String draw(String text, int start, int end) {
        return Snippet.draw(new Span(new SourceText("f", text), start, end));
    }

    @Test
    void theCaretStandsUnderTheFirstCharacter() {
        assertThat(draw("one\ntwo three\n", 8, 13)).isEqualTo("two three\n    ^~~~~\n");
        assertThat(draw("\tx", 1, 2)).isEqualTo(" x\n ^\n");
    }

    @Test
    void placesBehindTheTextShowTheLastLineWithText() {
        assertThat(draw("abc\n\n", 5, 5)).isEqualTo("abc\n   ^\n");
        assertThat(draw("", 0, 0)).isEmpty();
    }

    @Test
    void aSpanOverSeveralLinesIsDrawnToTheEndOfItsFirst() {
        assertThat(draw("ab cd\nef", 3, 8)).isEqualTo("ab cd\n   ^~\n");
    }

    @Test
    void longLinesAreCutAroundTheCaret() {
        String drawn = draw("x".repeat(500) + "!" + "y".repeat(500), 500, 501);
        List<String> lines = drawn.lines().toList();
        assertThat(lines.get(0)).hasSizeLessThan(200).startsWith("...").endsWith("...");
        assertThat(lines.get(0).charAt(lines.get(1).indexOf('^'))).isEqualTo('!');
    }

    @Test
    void closeNamesAreFound() {
        assertThat(NameDistance.closest("proc.nmae", List.of("fd.name", "proc.name", "proc.args")))
                .contains("proc.name");
        assertThat(NameDistance.closest("k8smeta.pod", List.of("fd.name", "proc.name")))
                .isEmpty();
    }
}
