package io.peregrine.bench.live;

import io.peregrine.app.live.SyscallSelection;
import io.peregrine.app.live.SyscallSets;
import io.peregrine.event.ByteString;
import io.peregrine.probe.KernelFilterTerms;
import io.peregrine.probe.LeftOut;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sets of calls to watch, as portable ids. */
final class Selections {
    /** What stock rules ask for beyond what the tables of processes and descriptors need. */
    private static final List<String> BY_RULES = List.of(
            "chmod",
            "fchmod",
            "fchmodat",
            "link",
            "linkat",
            "mkdir",
            "mkdirat",
            "mount",
            "ptrace",
            "recvfrom",
            "recvmsg",
            "rename",
            "renameat",
            "renameat2",
            "rmdir",
            "sendmsg",
            "sendto",
            "symlink",
            "symlinkat",
            "umount2",
            "unlink",
            "unlinkat");

    private static final List<String> FLOOD = List.of("sched_switch", "page_fault_user", "page_fault_kernel");

    private static final int LOCAL_FAMILY = 1;

    private Selections() {}

    /** What a stock rule set makes the engine watch. */
    static Set<Integer> usual() {
        SyscallSelection.Base base = new SyscallSelection.Base(List.of(), false, false);
        return ids(SyscallSelection.of(SyscallSets.named(BY_RULES), base).calls());
    }

    /** Everything but what comes all the time from everywhere. */
    static Set<Integer> everything() {
        BitSet all = SyscallSets.all();
        all.andNot(SyscallSets.named(FLOOD));
        return ids(all);
    }

    /** What the public stable rules let the kernel leave out of opens, sockets, closes and duplicates; failed connects, which they want, as other rule sets do not. */
    static KernelFilterTerms filter() {
        Map<Integer, Set<LeftOut>> calls = new HashMap<>();
        ids(SyscallSets.named(List.of("open", "openat")))
                .forEach(call -> calls.put(call, Set.of(LeftOut.FAILED_ELSEWHERE, LeftOut.UNTIL_NEEDED)));
        ids(SyscallSets.named(List.of("openat2"))).forEach(call -> calls.put(call, Set.of(LeftOut.FAILED_ELSEWHERE)));
        ids(SyscallSets.named(List.of("close")))
                .forEach(call -> calls.put(call, Set.of(LeftOut.FAILED, LeftOut.UNTIL_NEEDED)));
        ids(SyscallSets.named(List.of("socket")))
                .forEach(call -> calls.put(call, Set.of(LeftOut.FAILED, LeftOut.FAMILY_UNTIL_NEEDED)));
        ids(SyscallSets.named(List.of("connect", "dup", "dup2", "dup3", "fcntl", "recvfrom", "sendto")))
                .forEach(call -> calls.put(call, Set.of(LeftOut.FAILED)));
        Set<ByteString> wanted = Stream.of(
                        "/etc/",
                        "/etc/pam.conf",
                        "/etc/security/pwquality.conf",
                        "/etc/shadow",
                        "/etc/sudoers",
                        "/home/",
                        "/root/.ssh")
                .map(ByteString::of)
                .collect(Collectors.toSet());
        return new KernelFilterTerms(calls, wanted, Set.of(), Set.of(LOCAL_FAMILY));
    }

    private static Set<Integer> ids(BitSet calls) {
        return calls.stream().boxed().collect(Collectors.toSet());
    }
}
