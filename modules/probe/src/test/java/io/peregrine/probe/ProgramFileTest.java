package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.ffi.BpfObject;
import io.peregrine.schema.SyscallTable;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be known of the compiled programs without loading them. */
class ProgramFileTest {
    @ParameterizedTest
    @EnumSource(Architecture.class)
    void holdsWhatTheJavaSideExpects(Architecture machine) throws Exception {
        try (BpfObject object = BpfObject.open(machine.objectFile("peregrine"))) {
            assertThat(object.map(".data.settings").valueSize()).isEqualTo((int) SettingsLayout.SIZE);
            assertThat(object.map("counters").valueSize()).isEqualTo(8 * Counter.SLOTS);
            assertThat(object.map("calls").maxEntries()).isEqualTo(SettingsLayout.CALL_NUMBERS);
            Set<String> programs = object.programs().keySet();
            assertThat(programs).contains(CallTable.GENERIC, AttachPoint.CALL_END.program());
            assertThat(programs.stream()
                            .filter(program -> program.startsWith(CallTable.PROGRAM_PREFIX))
                            .map(program -> program.substring(CallTable.PROGRAM_PREFIX.length()))
                            .filter(name -> !name.equals("generic")))
                    .as("every program is named after a call")
                    .allMatch(name -> SyscallTable.byName(name).isPresent());
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void holdsAProgramForEveryCallThatHasAnEventOfItsOwn(Architecture machine) throws Exception {
        try (BpfObject object = BpfObject.open(machine.objectFile("peregrine"))) {
            assertThat(SyscallTable.all().stream()
                            .filter(call -> machine.number(call) >= 0 && !call.isGeneric())
                            .map(call -> CallTable.PROGRAM_PREFIX + call.name()))
                    .hasSizeGreaterThan(100)
                    .isSubsetOf(object.programs().keySet());
        }
    }
}
