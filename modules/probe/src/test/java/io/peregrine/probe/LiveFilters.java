package io.peregrine.probe;

import io.peregrine.event.ByteString;
import io.peregrine.schema.SyscallDescriptor;
import io.peregrine.schema.SyscallTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Filters that tests put in force. */
final class LiveFilters {
    /** Local, IPv4, IPv6 and netlink. */
    private static final Set<Integer> FAMILIES = Set.of(1, 2, 10, 16);

    private LiveFilters() {}

    /** Looks at every path and wants each absolute one, so that every event is delivered although the filter's programs are at work. */
    static KernelFilterTerms wantingEverything() {
        return opens(Set.of(ByteString.of("/")));
    }

    /** Wants no path and no socket, so that opens, sockets and closes are left out until they are needed. */
    static KernelFilterTerms wantingNothing() {
        return opens(Set.of());
    }

    private static KernelFilterTerms opens(Set<ByteString> wanted) {
        Map<Integer, Set<LeftOut>> calls = new HashMap<>(SyscallTable.all().stream()
                .map(SyscallDescriptor::id)
                .collect(Collectors.toMap(id -> id, id -> Set.of(LeftOut.FAILED_ELSEWHERE, LeftOut.ELSEWHERE))));
        Live.calls("open", "openat", "close").forEach(call -> calls.put(call, Set.of(LeftOut.UNTIL_NEEDED)));
        Live.calls("socket").forEach(call -> calls.put(call, Set.of(LeftOut.FAMILY_UNTIL_NEEDED)));
        return new KernelFilterTerms(calls, wanted, Set.of(), wanted.isEmpty() ? FAMILIES : Set.of());
    }
}
