package io.peregrine.probe;

import io.peregrine.event.ByteString;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the programs leave out before it becomes an event.
 *
 * <p>A path is <em>elsewhere</em> when nobody can want it: it is absolute and {@linkplain #isPlain plain}, begins with none of the prefixes and ends
 * with none of the suffixes. Of a call with two paths both must be elsewhere. Everything else is delivered.
 *
 * @param calls what is left out, by the portable id of the call
 * @param prefixes beginnings of wanted paths, of 1 to {@link #PREFIX_BYTES} bytes
 * @param suffixes ends of wanted paths, of 1 to {@link #SUFFIX_BYTES} bytes
 * @param families address families of sockets that nobody wants, numbers from 0 to 63 of Linux ({@code AF_UNIX} is 1)
 */
public record KernelFilterTerms(
        Map<Integer, Set<LeftOut>> calls, Set<ByteString> prefixes, Set<ByteString> suffixes, Set<Integer> families) {
    /** Everything is delivered. */
    public static final KernelFilterTerms NONE = new KernelFilterTerms(Map.of(), Set.of(), Set.of());

    /** Bytes of a path that its prefix is looked for in, as in {@code filter.h}. */
    public static final int PREFIX_BYTES = 64;

    /** Bytes of a path's end that its suffix is looked for in, as in {@code filter.h}. */
    public static final int SUFFIX_BYTES = 32;

    /** The most prefixes, and the most suffixes. */
    public static final int MOST_TERMS = 4096;

    /** The longest path that can be elsewhere, in bytes. */
    static final int LONGEST_PATH = 254;

    public KernelFilterTerms {
        Map<Integer, Set<LeftOut>> copy = new HashMap<>();
        calls.forEach((call, kinds) -> copy.put(call, Set.copyOf(kinds)));
        calls = Map.copyOf(copy);
        prefixes = Set.copyOf(prefixes);
        suffixes = Set.copyOf(suffixes);
        families = Set.copyOf(families);
        if (prefixes.size() > MOST_TERMS || suffixes.size() > MOST_TERMS) {
            throw new IllegalArgumentException(
                    "A filter has at most " + MOST_TERMS + " prefixes and as many suffixes.");
        }
    }

    /** Terms that name no family. */
    public KernelFilterTerms(Map<Integer, Set<LeftOut>> calls, Set<ByteString> prefixes, Set<ByteString> suffixes) {
        this(calls, prefixes, suffixes, Set.of());
    }

    /** Whether nothing is left out. */
    public boolean isNone() {
        return calls.isEmpty();
    }

    /** Whether some events are left out only {@linkplain LeftOut#UNTIL_NEEDED until they are needed}. */
    boolean leavesOutUntilNeeded() {
        return calls.values().stream()
                .flatMap(Set::stream)
                .anyMatch(kind -> kind == LeftOut.UNTIL_NEEDED || kind == LeftOut.FAMILY_UNTIL_NEEDED);
    }

    /** What is left out of a call by its portable id. */
    public Set<LeftOut> of(int call) {
        return calls.getOrDefault(call, Set.of());
    }

    /** Whether nobody wants this path: the same answer as that of the programs. */
    public boolean isElsewhere(ByteString path) {
        return isPlain(path)
                && prefixes.stream().noneMatch(path::startsWith)
                && suffixes.stream().noneMatch(suffix -> endsWith(path, suffix));
    }

    private static boolean endsWith(ByteString path, ByteString suffix) {
        int from = path.length() - suffix.length();
        return from >= 0 && suffix.equalsBytes(path.array(), from, suffix.length());
    }

    /**
     * Whether the text of a path is what every field shows of it: absolute, of printable ASCII, without {@code //}, {@code ..} and components
     * {@code .}, without a slash at its end, and not longer than {@value #LONGEST_PATH} bytes.
     */
    static boolean isPlain(ByteString path) {
        int length = path.length();
        if (length < 2 || length > LONGEST_PATH || path.at(0) != '/' || path.at(length - 1) == '/') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte at = path.at(i);
            byte before = i == 0 ? 0 : path.at(i - 1);
            boolean repeated = (at == '/' || at == '.') && at == before;
            boolean ends = i + 1 == length || path.at(i + 1) == '/';
            if (at < ' ' || at == 0x7f || repeated || at == '.' && before == '/' && ends) {
                return false;
            }
        }
        return true;
    }
}
