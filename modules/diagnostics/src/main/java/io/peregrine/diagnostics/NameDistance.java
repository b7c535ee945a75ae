package io.peregrine.diagnostics;

import java.util.Collection;
import java.util.Optional;

/** Finds the known name that a user may have meant by an unknown one. */
public final class NameDistance {
    private NameDistance() {}

    /**
     * The name that differs least from the wanted one, of several the one that begins like it the longest; empty when none is close: at most a
     * third of its characters differ.
     */
    public static Optional<String> closest(String wanted, Collection<String> names) {
        int limit = Math.max(1, wanted.length() / 3);
        String best = "";
        int least = limit + 1;
        for (String name : names) {
            if (Math.abs(name.length() - wanted.length()) <= least) {
                int edits = edits(wanted, name);
                if (edits < least || edits == least && commonStart(wanted, name) > commonStart(wanted, best)) {
                    least = edits;
                    best = name;
                }
            }
        }
        return least <= limit ? Optional.of(best) : Optional.empty();
    }

    /** Asks whether the closest name was meant; empty when none is close, or it is the wanted one itself. */
    public static Optional<String> suggestion(String wanted, Collection<String> names) {
        return closest(wanted, names).filter(name -> !name.equals(wanted)).map(name -> "did you mean '" + name + "'?");
    }

    private static int commonStart(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    /** The number of characters to insert, delete, replace or swap with their neighbour that turns one text into the other. */
    private static int edits(String from, String to) {
        int[][] table = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                table[i][j] = i == 0 ? j : j == 0 ? i : cell(table, from, to, i, j);
            }
        }
        return table[from.length()][to.length()];
    }

    private static int cell(int[][] table, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int best = Math.min(table[i - 1][j] + 1, table[i][j - 1] + 1);
        best = Math.min(best, table[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
    }
}
