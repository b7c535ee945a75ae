package io.peregrine.engine.naive;

import java.util.Arrays;
import java.util.List;

/** Shell patterns of stars and question marks, and paths, in the plainest way. */
final class NaivePaths {
    private NaivePaths() {}

    /** Whether a text matches a pattern without brackets and escapes. */
    static boolean glob(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        if (pattern.charAt(0) == '*') {
            return glob(pattern.substring(1), text) || !text.isEmpty() && glob(pattern, text.substring(1));
        }
        return !text.isEmpty()
                && (pattern.charAt(0) == '?' || pattern.charAt(0) == text.charAt(0))
                && glob(pattern.substring(1), text.substring(1));
    }

    /** Whether a path is below one of the members or equal to one. */
    static boolean matches(List<String> members, String path) {
        List<String> components = components(path);
        return members.stream().map(NaivePaths::components).anyMatch(member -> {
            if (member.size() > components.size()) {
                return false;
            }
            for (int i = 0; i < member.size(); i++) {
                if (!glob(member.get(i), components.get(i))) {
                    return false;
                }
            }
            return true;
        });
    }

    private static List<String> components(String path) {
        return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    }
}
