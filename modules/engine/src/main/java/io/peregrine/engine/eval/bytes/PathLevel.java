package io.peregrine.engine.eval.bytes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One level of a tree of path components: what may follow the components above it.
 *
 * <p>A level that is an end holds every path that got here. Fixed components are looked up first, then the patterns are tried, the one
 * added last first. One habit of Falco (libs 0.25.2, {@code prefix_search.h}) is kept because rules can observe it: after a
 * pattern has matched its component but the levels below it have failed, the next pattern is tried against the component behind.
 */
final class PathLevel {
    private final boolean end;
    private final ByteDictionary fixed;
    private final PathLevel[] belowFixed;
    private final GlobPattern[] patterns;
    private final PathLevel[] belowPatterns;

    private PathLevel(Builder builder) {
        end = builder.end;
        fixed = ByteDictionary.of(
                builder.fixed.keySet().stream().map(PathLevel::bytes).toList());
        belowFixed = builder.fixed.values().stream().map(Builder::build).toArray(PathLevel[]::new);
        List<String> patternTexts = new ArrayList<>(builder.patterns.keySet()).reversed();
        patterns =
                patternTexts.stream().map(text -> GlobPattern.of(bytes(text))).toArray(GlobPattern[]::new);
        belowPatterns = patternTexts.stream()
                .map(text -> builder.patterns.get(text).build())
                .toArray(PathLevel[]::new);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether the path in the range, or one above it, is in the tree below this level. */
    boolean matches(byte[] bytes, int from, int to) {
        if (end) {
            return true;
        }
        int start = componentStart(bytes, from, to);
        if (start == to) {
            return false;
        }
        int stop = componentEnd(bytes, start, to);
        int index = fixed.find(bytes, start, stop);
        if (index >= 0 && belowFixed[index].matches(bytes, stop, to)) {
            return true;
        }
        return patterns.length > 0 && matchesPattern(bytes, start, to);
    }

    private boolean matchesPattern(byte[] bytes, int from, int to) {
        int start = from;
        for (int i = 0; i < patterns.length && start < to; i++) {
            int stop = componentEnd(bytes, start, to);
            if (patterns[i].matches(bytes, start, stop)) {
                if (belowPatterns[i].matches(bytes, stop, to)) {
                    return true;
                }
                start = componentStart(bytes, stop, to);
            }
        }
        return false;
    }

    private static int componentStart(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == '/') {
            at++;
        }
        return at;
    }

    private static int componentEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '/') {
            at++;
        }
        return at;
    }

    /** A level that is being built; the keys are bytes as ISO 8859-1. */
    static final class Builder {
        private final Map<String, Builder> fixed = new LinkedHashMap<>();
        private final Map<String, Builder> patterns = new LinkedHashMap<>();
        private boolean end;

        /** Adds the rest of a path from an index on. */
        void add(byte[] path, int from) {
            if (end) {
                return;
            }
            int start = componentStart(path, from, path.length);
            if (start == path.length) {
                end = true;
                fixed.clear();
                patterns.clear();
                return;
            }
            int stop = componentEnd(path, start, path.length);
            String key = new String(Arrays.copyOfRange(path, start, stop), StandardCharsets.ISO_8859_1);
            Map<String, Builder> level = isPattern(key) ? patterns : fixed;
            level.computeIfAbsent(key, absent -> new Builder()).add(path, stop);
        }

        private static boolean isPattern(String component) {
            return component.indexOf('?') >= 0 || component.indexOf('*') >= 0 || component.indexOf('[') >= 0;
        }

        PathLevel build() {
            return new PathLevel(this);
        }
    }
}
