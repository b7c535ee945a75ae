package io.peregrine.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Facts of the snippets that Falco 0.44 draws (rule_loader.cpp, context::snippet). */
class OffsetSnippetTest {
    @Test
    void theLineOfTheOffsetIsDrawnWithACaretUnderIt() {
        assertThat(OffsetSnippet.draw("first\nsecond line\nthird", 13)).isEqualTo("second line\n       ^\n");
        assertThat(OffsetSnippet.draw("first\nsecond", 0)).isEqualTo("first\n^\n");
    }

    @Test
    void anOffsetAtOrBehindAnEndIsTheLastCharacterBeforeIt() {
        assertThat(OffsetSnippet.draw("first\nsecond", 5)).isEqualTo("first\n    ^\n");
        assertThat(OffsetSnippet.draw("proc.name=a", 4000)).isEqualTo("proc.name=a\n          ^\n");
        assertThat(OffsetSnippet.draw("tags:\n", 6)).isEqualTo("tags:\n    ^\n");
    }

    @Test
    void ofALongLineEightyBytesOnEachSideAreDrawn() {
        String long_ = "a".repeat(100) + "b" + "c".repeat(100);

        assertThat(OffsetSnippet.draw(long_, 100))
                .isEqualTo("..." + "a".repeat(77) + "b" + "c".repeat(77) + "...\n" + " ".repeat(80) + "^\n");
    }

    @Test
    void offsetsCountBytes() {
        assertThat(OffsetSnippet.draw("äöü x", 7)).isEqualTo("äöü x\n       ^\n");
    }

    @Test
    void nothingIsToldOfNothing() {
        assertThat(OffsetSnippet.draw("", 3)).isEqualTo(OffsetSnippet.NOTHING);
        assertThat(OffsetSnippet.draw("\n\n", 0)).isEqualTo(OffsetSnippet.NOTHING);
    }
}
