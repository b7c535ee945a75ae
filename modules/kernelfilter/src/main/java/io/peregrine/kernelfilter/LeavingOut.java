package io.peregrine.kernelfilter;

import io.peregrine.event.ByteString;
import io.peregrine.probe.KernelFilterTerms;
import io.peregrine.probe.LeftOut;
import io.peregrine.schema.SyscallTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What may be left out under a set of rules.
 *
 * @param filter what is left out of the calls that are watched
 * @param unwatched calls that need not be watched at all, as bits of portable ids
 * @param reason why nothing may be left out; empty when it is worked out call by call
 */
public record LeavingOut(KernelFilterTerms filter, BitSet unwatched, Optional<String> reason) {
    private static final int SHOWN_TERMS = 12;

    public LeavingOut {
        unwatched = (BitSet) unwatched.clone();
    }

    /** Nothing, for a reason. */
    public static LeavingOut nothing(String reason) {
        return new LeavingOut(KernelFilterTerms.NONE, new BitSet(), Optional.of(reason));
    }

    @Override
    public BitSet unwatched() {
        return (BitSet) unwatched.clone();
    }

    /** The same in words, a line each. */
    public List<String> words() {
        List<String> lines = new ArrayList<>();
        if (reason.isPresent()) {
            lines.add("Nothing is left out in the kernel: " + reason.get() + ".");
            return lines;
        }
        Map<LeftOut, Set<String>> names = new TreeMap<>();
        filter.calls()
                .forEach((call, kinds) -> kinds.forEach(kind ->
                        names.computeIfAbsent(kind, any -> new TreeSet<>()).add(name(call))));
        if (!unwatched.isEmpty()) {
            lines.add("Not watched, because neither rules nor tables need them: "
                    + unwatched.stream().mapToObj(LeavingOut::name).sorted().collect(Collectors.joining(", ")) + ".");
        }
        names.forEach((kind, calls) -> lines.add(sentence(kind) + String.join(", ", calls) + "."));
        if (names.containsKey(LeftOut.ELSEWHERE)
                || names.containsKey(LeftOut.FAILED_ELSEWHERE)
                || names.containsKey(LeftOut.UNTIL_NEEDED)
                || names.containsKey(LeftOut.READING_UNTIL_NEEDED)) {
            lines.add("Wanted paths begin with " + terms(filter.prefixes()) + " or end with " + terms(filter.suffixes())
                    + "; a path that is relative or unusual is always delivered.");
        }
        if (lines.isEmpty()) {
            lines.add("Nothing is left out in the kernel: some rule may want every event that is watched.");
        }
        return lines;
    }

    private String sentence(LeftOut kind) {
        return switch (kind) {
            case FAILED -> "Left out in the kernel when they failed: ";
            case FAILED_ELSEWHERE -> "Left out in the kernel when they failed on a path that no rule wants: ";
            case WITHOUT_EFFECT -> "Left out in the kernel when their arguments say that they change nothing: ";
            case ELSEWHERE -> "Left out in the kernel on a path that no rule wants: ";
            case READING_UNTIL_NEEDED ->
                "Left out in the kernel when they open to read, on a path that no rule wants, until another event of the process is delivered: ";
            case FAMILY_UNTIL_NEEDED ->
                "Left out in the kernel for sockets of "
                        + filter.families().stream()
                                .map(FamilyChecks::names)
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + ", which no rule wants, a close behind such a socket, until another event of the process is delivered: ";
            case FAILED_ON_UNTOLD -> "Left out in the kernel when they failed on such a socket and named a path: ";
            case UNTIL_NEEDED ->
                "Left out in the kernel on a path that no rule wants, a close behind such an open, until another event of the process is delivered: ";
        };
    }

    private static String name(int call) {
        return SyscallTable.byId(call).orElseThrow().name();
    }

    private static String terms(Collection<ByteString> terms) {
        if (terms.isEmpty()) {
            return "nothing in particular";
        }
        String shown = terms.stream()
                .sorted()
                .limit(SHOWN_TERMS)
                .map(ByteString::toString)
                .collect(Collectors.joining(" "));
        int more = terms.size() - SHOWN_TERMS;
        return more > 0 ? shown + " (and " + more + " more)" : shown;
    }
}
