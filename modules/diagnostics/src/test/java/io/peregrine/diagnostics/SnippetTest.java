package io.peregrine.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Wide characters take two columns of a terminal, combining ones none. */
    @ParameterizedTest
    @CsvSource({
        "設定, 4",
        "é, 1",
        "e\u0301, 1",
        "\ud83d\ude80, 2",
        "\ud83d\udc69\u200d\ud83d\udcbb, 4",
        "한글, 4",
        "ｱ, 1",
        "ａ, 2"
    })
    void theCaretStandsUnderTheColumnOfATerminal(String before, int columns) {
        assertThat(draw(before + "x" + before, before.length(), before.length() + 1))
                .isEqualTo(before + "x" + before + "\n" + " ".repeat(columns) + "^\n");
        assertThat(draw(before + "x", 0, before.length())).isEqualTo(before + "x\n^" + "~".repeat(columns - 1) + "\n");
    }

    @Test
    void aByteOrderMarkBelongsToNoLine() {
        Span span = new Span(new SourceText("f", "\ufeffone two\nthree"), 5, 8);
        assertThat(span.place()).isEqualTo("f:1:5");
        assertThat(span.source().byteOffsetOf(5)).isEqualTo(4);
        assertThat(Snippet.draw(span)).isEqualTo("one two\n    ^~~\n");
    }

    @Test
    void aCharacterOfTwoUnitsIsNotCut() {
        String rocket = "\ud83d\ude80";
        String drawn = draw(rocket.repeat(200) + "x" + rocket.repeat(200), 400, 401);
        assertThat(drawn.lines().findFirst().orElseThrow().replace(rocket, "")).isEqualTo("...x...");
        String shifted = draw("a" + rocket.repeat(200) + "x" + rocket.repeat(200), 401, 402);
        assertThat(shifted.lines().findFirst().orElseThrow().replace(rocket, ""))
                .isEqualTo("...x...");
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
        assertThat(NameDistance.closest("fd.nam", List.of("fd.num", "fd.name", "fd.nut")))
                .contains("fd.name");
        assertThat(NameDistance.closest("k8smeta.pod", List.of("fd.name", "proc.name")))
                .isEmpty();
    }
}
