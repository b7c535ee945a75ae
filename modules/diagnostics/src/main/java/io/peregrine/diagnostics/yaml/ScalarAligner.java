package io.peregrine.diagnostics.yaml;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.diagnostics.Placement;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.Span;

/**
 * Finds for each character of a scalar's value the character of the file that it came from. Exact for everything but white space inside
 * folded and literal text, where a blank may be placed at another blank of the same gap.
 */
final class ScalarAligner {
    private final String raw;
    private final int end;
    private int at;

    private ScalarAligner(Span span) {
        SourceText source = span.source();
        this.raw = source.content();
        this.end = span.end();
        this.at = span.start();
    }

    /** The value of a scalar with its places. */
    static MappedText align(YamlNode.Scalar scalar) {
        ScalarAligner aligner = new ScalarAligner(scalar.span());
        aligner.skipHead(scalar.style());
        String value = scalar.value();
        return aligner.raw.startsWith(value, aligner.at) && aligner.at + value.length() <= aligner.end
                ? MappedText.of(value, scalar.span().source(), aligner.at)
                : MappedText.of(value, new Aligned(scalar));
    }

    /** The places of a scalar that was not written as its value reads; found when they are asked for, as only faults are shown. */
    private static final class Aligned implements Placement {
        private final YamlNode.Scalar scalar;
        private volatile int[] offsets = {};

        Aligned(YamlNode.Scalar scalar) {
            this.scalar = scalar;
        }

        @Override
        public SourceText source() {
            return scalar.span().source();
        }

        @Override
        public int offset(int index) {
            if (offsets.length == 0) {
                offsets = offsets(scalar);
            }
            return offsets[index];
        }
    }

    private static int[] offsets(YamlNode.Scalar scalar) {
        ScalarAligner aligner = new ScalarAligner(scalar.span());
        aligner.skipHead(scalar.style());
        int[] offsets = new int[scalar.value().length()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = aligner.next(scalar.value().charAt(i), scalar.style());
        }
        return offsets;
    }

    private void skipHead(YamlNode.Style style) {
        switch (style) {
            case PLAIN -> {}
            case SINGLE_QUOTED, DOUBLE_QUOTED -> at++;
            case LITERAL, FOLDED -> {
                while (at < end && raw.charAt(at) != '\n') {
                    at++;
                }
                at++;
            }
        }
    }

    private int next(char wanted, YamlNode.Style style) {
        if (style == YamlNode.Style.DOUBLE_QUOTED) {
            while (at + 1 < end && raw.charAt(at) == '\\' && isLineEnd(raw.charAt(at + 1))) {
                at++;
                skipBlanks();
            }
            if (at + 1 < end && raw.charAt(at) == '\\') {
                int here = at;
                at += escapeLength(raw.charAt(at + 1));
                return here;
            }
        }
        if (!isBlank(wanted) && at < end && raw.charAt(at) != wanted) {
            skipBlanks();
        }
        int here = Math.min(at, Math.max(0, raw.length() - 1));
        at += style == YamlNode.Style.SINGLE_QUOTED && wanted == '\'' ? 2 : at < end ? 1 : 0;
        return here;
    }

    private void skipBlanks() {
        while (at < end && isBlank(raw.charAt(at))) {
            at++;
        }
    }

    private static int escapeLength(char kind) {
        return switch (kind) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || isLineEnd(c);
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
