package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.ffi.BpfObject;
import io.peregrine.schema.SyscallTable;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be known of the compiled programs without loading them. */
class ProgramFileTest {
    private static Stream<Arguments> files() {
        return Arrays.stream(Architecture.values())
                .flatMap(machine -> Arrays.stream(ProgramFile.values()).map(file -> Arguments.of(machine, file)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void holdsWhatTheJavaSideExpects(Architecture machine, ProgramFile file) throws Exception {
        try (BpfObject object = BpfObject.open(machine.objectFile("peregrine", file), new KnownTypes().get())) {
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
    @MethodSource("files")
    void holdsAProgramForEveryCallThatHasAnEventOfItsOwn(Architecture machine, ProgramFile file) throws Exception {
        try (BpfObject object = BpfObject.open(machine.objectFile("peregrine", file), new KnownTypes().get())) {
            assertThat(SyscallTable.all().stream()
                            .filter(call -> machine.number(call) >= 0 && !call.isGeneric())
                            .map(call -> CallTable.PROGRAM_PREFIX + call.name()))
                    .hasSizeGreaterThan(100)
                    .isSubsetOf(object.programs().keySet());
        }
    }

    @Test
    void theBestFileIsThatForWhatTheKernelOffers() {
        assertThat(ProgramFile.of("6.4.0-rc1\n")).containsExactly(ProgramFile.SINCE_6_4, ProgramFile.ANY_KERNEL);
        assertThat(ProgramFile.of("6.18.44-fc-v669")).containsExactly(ProgramFile.SINCE_6_4, ProgramFile.ANY_KERNEL);
        assertThat(ProgramFile.of("7.0")).containsExactly(ProgramFile.SINCE_6_4, ProgramFile.ANY_KERNEL);
        assertThat(ProgramFile.of("6.3.13")).containsExactly(ProgramFile.ANY_KERNEL);
        assertThat(ProgramFile.of("5.14.0-427.el9")).containsExactly(ProgramFile.ANY_KERNEL);
        assertThat(ProgramFile.of("")).containsExactly(ProgramFile.ANY_KERNEL);
    }
}
