package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.schema.SyscallTable;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallTableTest {
    private static final Set<String> PROGRAMS = Set.of("call_open", "call_connect", "call_send", "call_mmap2");

    private final CallTable table = new CallTable(Architecture.X86_64, PROGRAMS);

    @Test
    void namesTheProgramOfACallAndElseTheGenericOne() {
        assertThat(table.program(2)).isEqualTo("call_open");
        assertThat(table.program(39)).isEqualTo("call_generic");
        assertThat(table.program(503)).isEmpty();
        assertThat(table.identity(39)).isEqualTo(id("getpid"));
    }

    @Test
    void wantsANumberForTheCallThatItIsInEachConvention() {
        Set<Integer> open = Set.of(id("open"));

        assertThat(table.interest(2, open)).as("open in 64 bits").isEqualTo(CallTable.WANTED_NATIVE);
        assertThat(table.interest(5, open)).as("open in 32 bits, fstat in 64").isEqualTo(CallTable.WANTED_COMPAT);
        assertThat(table.interest(39, open)).isZero();
        assertThat(table.nativeNumber(5)).isEqualTo(2);
    }

    @Test
    void wantsSocketcallForTheCallsBehindIt() {
        Set<Integer> connect = Set.of(id("connect"));

        assertThat(table.interest(CompatCalls.SOCKETCALL, connect)).isEqualTo(CallTable.WANTED_COMPAT);
        assertThat(table.socketcall(3, connect)).isEqualTo(42);
        assertThat(table.socketcall(1, connect)).as("socket").isZero();
        assertThat(table.interest(CompatCalls.SOCKETCALL, Set.of(id("open")))).isZero();
    }

    @Test
    void givesCallsThatOnlyExistIn32BitsNumbersThatNoOtherCallHas() {
        Set<Integer> send = Set.of(id("send"));
        int number = table.socketcall(9, send);

        assertThat(table.program(number)).isEqualTo("call_send");
        assertThat(table.identity(number)).isEqualTo(id("send"));
        assertThat(table.interest(number, send))
                .as("nobody can call it by this number")
                .isZero();
        assertThat(table.program(table.nativeNumber(192))).isEqualTo("call_mmap2");
    }

    @Test
    void takesArgumentsAtTheBeginningOfSelectedCallsOnly() {
        Set<Integer> both = Set.of(id("open"), id("connect"));

        assertThat(table.entryKind(2, both)).isEqualTo(1);
        assertThat(table.entryKind(42, both)).isEqualTo(4);
        assertThat(table.entryKind(257, both)).as("openat is not selected").isZero();
        assertThat(table.compatEntryKind(5, both)).isEqualTo(1);
        assertThat(table.compatEntryKind(CompatCalls.SOCKETCALL, both)).isEqualTo(5);
        assertThat(table.compatEntryKind(CompatCalls.SOCKETCALL, Set.of(id("open"))))
                .isZero();
    }

    @Test
    void knowsNo32BitCallsOnArm() {
        CallTable arm = new CallTable(Architecture.AARCH64, PROGRAMS);

        assertThat(arm.program(56)).as("openat").isEqualTo("call_generic");
        assertThat(arm.interest(56, Set.of(id("openat")))).isEqualTo(CallTable.WANTED_NATIVE);
        assertThat(arm.interest(5, Set.of(id("open")))).isZero();
    }

    private static int id(String name) {
        return SyscallTable.byName(name).orElseThrow().id();
    }
}
