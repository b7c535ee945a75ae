package io.peregrine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the column of roles says agrees with what the types of the parameters and the flags of the events say. */
class ParamRoleTest {
    private static Stream<EventDescriptor> presentExits() {
        return EventTable.all().stream()
                .filter(event -> !event.isEnter() && !event.has(EventFlag.OLD_VERSION) && !event.has(EventFlag.UNUSED));
    }

    @Test
    void everyRelativePathHasARoleAndADirectoryByDescriptor() {
        List<EventDescriptor> events = presentExits()
                .filter(event -> event.params().stream().anyMatch(param -> param.type() == ParamType.FSRELPATH))
                .toList();
        assertThat(events).extracting(EventDescriptor::name).contains("openat", "renameat2", "mknodat");
        for (EventDescriptor event : events) {
            for (int i = 0; i < event.params().size(); i++) {
                if (event.params().get(i).type() == ParamType.FSRELPATH) {
                    int path = i;
                    ParamRole role = Arrays.stream(ParamRole.values())
                            .filter(known -> event.indexOf(known) == path)
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("no role of a path in " + event.constant()));
                    assertThat(event.params().get(event.directoryOf(role)).type())
                            .as("directory of " + event.constant())
                            .isEqualTo(ParamType.FD);
                }
            }
        }
    }

    @Test
    void everyCallThatMakesADescriptorSaysWhere() {
        List<EventDescriptor> events = presentExits()
                .filter(event -> event.source() == EventSourceKind.SYSCALL && event.has(EventFlag.CREATES_FD))
                .toList();
        assertThat(events).extracting(EventDescriptor::name).contains("open", "socket", "pipe2", "epoll_create1");
        assertThat(events).allMatch(event -> event.indexOf(ParamRole.NEW) >= 0);
        assertThat(events.stream()
                        .filter(event -> event.indexOf(ParamRole.OTHER_NEW) >= 0)
                        .map(EventDescriptor::name))
                .containsExactlyInAnyOrder("pipe", "pipe2", "socketpair");
    }

    @Test
    void everyPairOfAddressesIsTheAddressOfItsCall() {
        List<EventDescriptor> events = presentExits()
                .filter(event -> event.params().stream().anyMatch(param -> param.type() == ParamType.SOCKTUPLE))
                .toList();
        assertThat(events).extracting(EventDescriptor::name).contains("accept4", "connect", "recvmmsg");
        assertThat(events)
                .allMatch(event ->
                        event.params().get(event.indexOf(ParamRole.ADDRESS)).type() == ParamType.SOCKTUPLE);
    }

    @Test
    void aLinkBeginsWithWhatIsThere() {
        EventDescriptor link = EventTable.byCode(EventCodes.SYSCALL_LINKAT_2_X);
        assertThat(link.params().get(link.indexOf(ParamRole.SOURCE)).name()).isEqualTo("oldpath");
        assertThat(link.params().get(link.directoryOf(ParamRole.TARGET)).name()).isEqualTo("newdir");
        assertThat(link.indexOf(ParamRole.PATH)).isEqualTo(-1);
        assertThat(link.directoryOf(ParamRole.PATH)).isEqualTo(-1);
    }

    @Test
    void positionsAreThoseOfTheTable() {
        EventDescriptor execve = EventTable.byCode(EventCodes.SYSCALL_EXECVE_19_X);
        assertThat(execve.params().get(Positions.EXECVE_X.TRUSTED_EXEPATH).name())
                .isEqualTo("trusted_exepath");
        EventDescriptor openat = EventTable.byCode(EventCodes.SYSCALL_OPENAT_2_X);
        assertThat(openat.params().get(Positions.OPENAT_X.DIRFD).name()).isEqualTo("dirfd");
    }
}
