package io.peregrine.config.setting;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the key that was probably meant when an unknown one was written. */
final class NearestKey {
    private NearestKey() {}

    /** Looks among the keys at the same place first, then among all keys by their last name. */
    static Optional<String> find(String written, SettingCatalog.Branch place, String parent, SettingCatalog catalog) {
        Stream<String> siblings = place.children().entrySet().stream()
                .filter(entry -> !entry.getValue().isFormer())
                .map(entry -> entry.getKey());
        Optional<String> near = nearest(written, siblings);
        if (near.isPresent()) {
            return near.map(name -> parent.isEmpty() ? name : parent + "." + name);
        }
        Optional<String> elsewhere = catalog.all().stream()
                .map(Setting::key)
                .filter(key -> key.endsWith("." + written) && !key.contains("[]"))
                .findFirst();
        return elsewhere.isPresent() || !parent.isEmpty()
                ? elsewhere
                : nearest(written, catalog.all().stream().map(Setting::key).filter(key -> !key.contains("[]")));
    }

    private static Optional<String> nearest(String written, Stream<String> candidates) {
        int limit = Math.max(1, Math.min(4, written.length() / 3));
        String folded = written.toLowerCase(Locale.ROOT).replace('-', '_');
        record Distance(String key, int edits) {}
        return candidates
                .map(key -> new Distance(key, edits(folded, key)))
                .filter(distance -> distance.edits() <= limit)
                .min(Comparator.comparingInt(Distance::edits))
                .map(Distance::key);
    }

    /** Counts the insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
    static int edits(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int same = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int best = Math.min(cost[i - 1][j] + 1, Math.min(cost[i][j - 1] + 1, cost[i - 1][j - 1] + same));
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
            }
        }
        return cost[from.length()][to.length()];
    }
}
