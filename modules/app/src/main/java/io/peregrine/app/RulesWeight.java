package io.peregrine.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a rules file becomes in memory, guessed from its bytes. An item of a list stays little more than its text; a condition becomes a tree, plans
 * and programs. What stands alone behind a dash, or between brackets, is taken for items of a list.
 */
final class RulesWeight {
    private static final long TIMES_AN_ITEM = 5;
    private static final long TIMES_THE_REST = 32;

    private long weight;
    private long line;
    private int brackets;
    private boolean begun;
    private boolean item;
    private int before;

    private RulesWeight() {}

    /** The bytes that a file becomes. */
    static long of(Path file) throws IOException {
        RulesWeight weight = new RulesWeight();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int c = in.read(); c >= 0; c = in.read()) {
                weight.take(c);
            }
        }
        weight.endLine();
        return weight.weight;
    }

    private void take(int c) {
        line++;
        switch (c) {
            case '\n' -> endLine();
            case '[' -> brackets++;
            case ']' -> brackets = Math.max(0, brackets - 1);
            default -> {}
        }
        if (!begun && c > ' ') {
            begun = true;
            item = c == '-' || brackets > 0;
        }
        if (brackets > 0 && c == ',') {
            weight += TIMES_AN_ITEM * line;
            line = 0;
        }
        if (brackets == 0 && c == ' ' && before == ':') {
            item = false;
        }
        before = c;
    }

    private void endLine() {
        weight += (item ? TIMES_AN_ITEM : TIMES_THE_REST) * line;
        line = 0;
        begun = false;
        item = false;
    }
}
