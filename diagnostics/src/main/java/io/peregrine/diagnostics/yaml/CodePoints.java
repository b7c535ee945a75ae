package io.peregrine.diagnostics.yaml;

import io.peregrine.diagnostics.SourceText;

/** Turns places counted in code points, as the YAML library counts, into offsets in UTF-16 units. Asked in rising order it is linear. */
final class CodePoints {
    private final SourceText source;
    private final boolean plain;
    private int lastPoint;
    private int lastOffset;

    CodePoints(SourceText source) {
        this.source = source;
        this.plain = source.content().chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    SourceText source() {
        return source;
    }

    int offset(int point) {
        String content = source.content();
        if (plain) {
            return Math.min(point, content.length());
        }
        if (point < lastPoint) {
            lastPoint = 0;
            lastOffset = 0;
        }
        while (lastPoint < point && lastOffset < content.length()) {
            lastOffset += Character.charCount(content.codePointAt(lastOffset));
            lastPoint++;
        }
        return lastOffset;
    }
}
