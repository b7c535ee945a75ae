package io.peregrine.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyscallSelectionTest {
    private static BitSet rules(String... names) {
        return SyscallSets.ofEventNames(List.of(names));
    }

    private static SyscallSelection select(BitSet rules, boolean repair, boolean all, String... custom) {
        return SyscallSelection.of(rules, new SyscallSelection.Base(List.of(custom), repair, all));
    }

    @Test
    void rulesAndStateAreSelectedByDefaultWithoutPlainReadsAndWrites() {
        SyscallSelection selection = select(rules("open", "write", "mkdir"), false, false);

        assertThat(SyscallSets.eventNames(selection.calls())).contains("open", "mkdir", "clone", "procexit", "close");
        assertThat(SyscallSets.eventNames(selection.calls())).doesNotContain("write", "read");
        assertThat(selection.unservedNames()).contains("write");
    }

    @Test
    void allKeepsReadsAndWritesThatRulesName() {
        assertThat(SyscallSets.eventNames(select(rules("write"), false, true).calls()))
                .contains("write");
    }

    @Test
    void aCustomSetReplacesTheStateSetAndExclamationMarksRemove() {
        SyscallSelection selection = select(rules("open"), false, false, "openat", "!open", "nonsense");

        assertThat(SyscallSets.eventNames(selection.calls())).containsExactly("openat", "procexit");
        assertThat(selection.unknownNames()).containsExactly("nonsense");
        assertThat(selection.unservedNames()).containsExactly("open");
    }

    @Test
    void repairAddsOnlyWhatTheSelectionNeeds() {
        BitSet repaired = select(rules("connect"), true, false).calls();

        assertThat(SyscallSets.eventNames(repaired)).contains("connect", "socket", "getsockopt", "close", "execve");
        assertThat(SyscallSets.eventNames(repaired)).doesNotContain("bind", "dup", "pipe");
    }

    @Test
    void genericCallsGoByTheirOwnNames() {
        assertThat(SyscallSets.eventNames(rules("getpgid"))).containsExactly("getpgid");
    }
}
