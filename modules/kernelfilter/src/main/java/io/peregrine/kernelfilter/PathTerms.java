package io.peregrine.kernelfilter;

import io.peregrine.event.ByteString;
import io.peregrine.probe.KernelFilterTerms;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Beginnings and ends of paths that somebody asks for. A term that is longer than the kernel looks is cut, so that it stands for more paths. Used by one
 * thread.
 */
final class PathTerms {
    private final Set<ByteString> prefixes = new HashSet<>();
    private final Set<ByteString> suffixes = new HashSet<>();

    Set<ByteString> prefixes() {
        return prefixes;
    }

    Set<ByteString> suffixes() {
        return suffixes;
    }

    /**
     * Paths that begin so. A term that does not begin as an absolute path stands for none.
     *
     * @return false when that says nothing, because all absolute paths do
     */
    boolean addPrefix(ByteString prefix) {
        if (prefix.isEmpty() || prefix.length() == 1 && prefix.at(0) == '/') {
            return false;
        }
        if (prefix.at(0) == '/') {
            prefixes.add(prefix.slice(0, Math.min(prefix.length(), KernelFilterTerms.PREFIX_BYTES)));
        }
        return true;
    }

    /**
     * Paths that end so.
     *
     * @return false when that says nothing, because all paths do
     */
    boolean addSuffix(ByteString suffix) {
        if (suffix.isEmpty()) {
            return false;
        }
        suffixes.add(suffix.slice(Math.max(0, suffix.length() - KernelFilterTerms.SUFFIX_BYTES), suffix.length()));
        return true;
    }

    void addAll(PathTerms other) {
        prefixes.addAll(other.prefixes);
        suffixes.addAll(other.suffixes);
    }

    /** Whether the kernel has room for them. */
    boolean fit() {
        return prefixes.size() <= KernelFilterTerms.MOST_TERMS && suffixes.size() <= KernelFilterTerms.MOST_TERMS;
    }

    boolean isEmpty() {
        return prefixes.isEmpty() && suffixes.isEmpty();
    }

    /** Text that no plain path contains. */
    static boolean isInNoPlainPath(ByteString text) {
        return contains(text, "..") || contains(text, "//") || contains(text, "/./");
    }

    private static boolean contains(ByteString text, String part) {
        return text.toString().contains(part);
    }

    /** Whether some of these pieces is in no plain path. */
    static boolean isInNoPlainPath(Collection<ByteString> pieces) {
        return pieces.stream().anyMatch(PathTerms::isInNoPlainPath);
    }
}
