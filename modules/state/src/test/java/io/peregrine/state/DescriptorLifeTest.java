package io.peregrine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.schema.EventCodes;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;
import org.junit.jupiter.api.Test;

class DescriptorLifeTest {
    private static final int CLOEXEC = 1 << 12;

    private final Scenario scenario = new Scenario();

    DescriptorLifeTest() {
        scenario.exec(100, 100, "bash");
        scenario.event(100, EventCodes.SYSCALL_CHDIR_X, "res", 0, "path", "/srv");
    }

    private Descriptor descriptor(long number) {
        return scenario.thread(100).descriptor(number);
    }

    private EventContext open(long number, String name, int flags) {
        return scenario.event(
                100,
                EventCodes.SYSCALL_OPEN_X,
                "fd",
                number,
                "name",
                name,
                "flags",
                flags,
                "mode",
                0,
                "dev",
                5,
                "ino",
                77);
    }

    @Test
    void openKnowsThePathFromTheRoot() {
        EventContext context = open(3, "a/../b", 1);
        assertThat(context.descriptor().name().toString()).isEqualTo("/srv/b");
        assertThat(context.descriptor().rawName().toString()).isEqualTo("a/../b");
        assertThat(context.descriptor().kind().typeString()).isEqualTo("file");
        assertThat(context.descriptor().node().inode()).isEqualTo(77);
        assertThat(context.isDescriptorNameChanged()).isTrue();
        assertThat(context.descriptorNumber()).isEqualTo(3);
    }

    @Test
    void aFailedOpenHasNoDescriptor() {
        assertThat(open(-2, "/nothing", 1).descriptor().isNone()).isTrue();
        assertThat(scenario.context.errorCode()).isEqualTo(2);
    }

    @Test
    void openatStartsFromItsDirectory() {
        open(3, "/usr/lib", 1 << 10);
        scenario.event(
                100,
                EventCodes.SYSCALL_OPENAT_2_X,
                "fd",
                4,
                "dirfd",
                3,
                "name",
                "x.so",
                "flags",
                1,
                "dev",
                1,
                "ino",
                2);
        scenario.event(100, EventCodes.SYSCALL_OPENAT_2_X, "fd", 5, "dirfd", -100, "name", "y", "flags", 1);
        scenario.event(100, EventCodes.SYSCALL_OPENAT_2_X, "fd", 6, "dirfd", 99, "name", "z", "flags", 1);
        assertThat(descriptor(3).kind()).isEqualTo(DescriptorKind.DIRECTORY);
        assertThat(descriptor(4).name().toString()).isEqualTo("/usr/lib/x.so");
        assertThat(descriptor(5).name().toString()).isEqualTo("/srv/y");
        assertThat(descriptor(6).name().toString()).isEqualTo("<UNKNOWN>z");
    }

    @Test
    void aFileThatIsOpenedAgainIsTheSameDescriptor() {
        Descriptor first = open(3, "a/b", 1).descriptor();
        assertThat(open(4, "a/b", 1).descriptor()).isSameAs(first);
    }

    @Test
    void aFileThatIsOpenedAgainInAnotherWayIsAnother() {
        open(3, "a/b", 1);
        assertThat(open(4, "a/b", 2).descriptor().openFlags()).isEqualTo(2);
        assertThat(open(4, "a/c", 1).descriptor().name().toString()).isEqualTo("/srv/a/c");
        assertThat(open(4, "a/bc", 1).descriptor().name().toString()).isEqualTo("/srv/a/bc");
        assertThat(open(4, "a/", 1).descriptor().name().toString()).isEqualTo("/srv/a");
        open(3, "a/b", 1);
        scenario.event(100, EventCodes.SYSCALL_CHDIR_X, "res", 0, "path", "/tmp");
        assertThat(open(4, "a/b", 1).descriptor().name().toString()).isEqualTo("/tmp/a/b");
        EventContext elsewhere = scenario.event(
                100, EventCodes.SYSCALL_OPEN_X, "fd", 5, "name", "a/b", "flags", 1, "mode", 0, "dev", 6, "ino", 77);
        assertThat(elsewhere.descriptor().node().device()).isEqualTo(6);
    }

    @Test
    void anEnterEventsPathIsPreferred() {
        scenario.event(100, EventCodes.SYSCALL_OPEN_E, "name", "/real", "flags", 2, "mode", 0);
        EventContext context = open(3, "/forged", 1 | 1 << 14);
        assertThat(context.descriptor().name().toString()).isEqualTo("/real");
        assertThat(context.descriptor().openFlags()).isEqualTo(2 | 1 << 14);
    }

    @Test
    void aClosedDescriptorIsReadableOnceMore() {
        open(3, "/etc/passwd", 1);
        EventContext context = scenario.event(100, EventCodes.SYSCALL_CLOSE_X, "res", 0, "fd", 3);
        assertThat(context.descriptor().name().toString()).isEqualTo("/etc/passwd");
        assertThat(context.isDescriptorNameChanged()).isFalse();
        scenario.nothing(100);
        assertThat(descriptor(3).isNone()).isTrue();
    }

    @Test
    void aFailedCloseClosesNothing() {
        open(3, "/etc/passwd", 1);
        scenario.event(100, EventCodes.SYSCALL_CLOSE_X, "res", -9, "fd", 3);
        scenario.nothing(100);
        assertThat(descriptor(3).isNone()).isFalse();
    }

    @Test
    void dupsCopyWithoutCloseOnExec() {
        open(3, "/etc/passwd", CLOEXEC);
        scenario.event(100, EventCodes.SYSCALL_DUP2_X, "res", 1, "oldfd", 3, "newfd", 1);
        scenario.event(100, EventCodes.SYSCALL_DUP3_X, "res", 9, "oldfd", 3, "newfd", 9, "flags", CLOEXEC);
        scenario.event(100, EventCodes.SYSCALL_FCNTL_X, "res", 10, "fd", 3, "cmd", 1, "arg", 0);
        assertThat(descriptor(1).isCloseOnExec()).isFalse();
        assertThat(descriptor(9).isCloseOnExec()).isTrue();
        assertThat(descriptor(10).name().toString()).isEqualTo("/etc/passwd");
        assertThat(scenario.thread(100).has(ThreadFlags.PIPE_SOURCE)).isTrue();
        scenario.exec(100, 100, "cat");
        assertThat(descriptor(3).isNone()).isTrue();
        assertThat(descriptor(9).isNone()).isTrue();
        assertThat(descriptor(1).isNone()).isFalse();
    }

    @Test
    void setfdChangesWhatExecCloses() {
        open(3, "/a", 1);
        scenario.event(100, EventCodes.SYSCALL_FCNTL_X, "res", 0, "fd", 3, "cmd", 3, "arg", 1);
        assertThat(descriptor(3).isCloseOnExec()).isTrue();
    }

    @Test
    void closeRangeClosesOrMarks() {
        for (int i = 3; i < 10; i++) {
            open(i, "/f" + i, 1);
        }
        scenario.event(100, EventCodes.SYSCALL_CLOSE_RANGE_X, "res", 0, "first", 8, "last", 100, "flags", 0);
        scenario.event(100, EventCodes.SYSCALL_CLOSE_RANGE_X, "res", 0, "first", 5, "last", 6, "flags", 4);
        assertThat(scenario.thread(100).descriptors().size()).isEqualTo(5);
        assertThat(descriptor(5).isCloseOnExec()).isTrue();
        assertThat(descriptor(4).isCloseOnExec()).isFalse();
    }

    @Test
    void aForkCopiesAndThenDiffers() {
        open(3, "/a", 1);
        scenario.clone(100, 200, 100, 1, 0);
        scenario.event(200, EventCodes.SYSCALL_OPEN_X, "fd", 4, "name", "/b", "flags", 1, "mode", 0);
        assertThat(scenario.thread(200).descriptor(3).name().toString()).isEqualTo("/a");
        assertThat(descriptor(4).isNone()).isTrue();
        open(5, "/c", 1);
        assertThat(scenario.thread(200).descriptor(5).isNone()).isTrue();
    }

    @Test
    void theTableHoldsNoMoreThanItsLimit() {
        for (int i = 0; i < DescriptorTable.MAX_SIZE + 10; i++) {
            open(i, "/f", 1);
        }
        assertThat(scenario.thread(100).descriptors().size()).isEqualTo(DescriptorTable.MAX_SIZE);
        assertThat(scenario.context.descriptor().isNone()).isTrue();
        assertThat(scenario.tables.counters().refusedDescriptors).isEqualTo(10);
        open(5, "/other", 1);
        assertThat(descriptor(5).name().toString()).isEqualTo("/other");
    }

    @Test
    void everyKindOfDescriptorHasItsCall() {
        scenario.event(100, EventCodes.SYSCALL_EVENTFD2_X, "res", 3, "flags", 0, "initval", 0);
        scenario.event(100, EventCodes.SYSCALL_SIGNALFD4_X, "res", 4, "flags", 0);
        scenario.event(100, EventCodes.SYSCALL_TIMERFD_CREATE_X, "res", 5, "flags", 0);
        scenario.event(100, EventCodes.SYSCALL_INOTIFY_INIT1_X, "res", 6, "flags", 0);
        scenario.event(100, EventCodes.SYSCALL_EPOLL_CREATE1_X, "res", 7, "flags", 1);
        scenario.event(100, EventCodes.SYSCALL_USERFAULTFD_X, "res", 8);
        scenario.event(100, EventCodes.SYSCALL_IO_URING_SETUP_X, "res", 9);
        scenario.event(100, EventCodes.SYSCALL_MEMFD_CREATE_X, "fd", 10, "name", "hidden", "flags", 1);
        scenario.event(100, EventCodes.SYSCALL_PIDFD_OPEN_X, "fd", 11, "pid", 1, "flags", 0);
        scenario.event(100, EventCodes.SYSCALL_PIPE2_X, "res", 0, "fd1", 12, "fd2", 13, "ino", 99, "flags", 0);
        scenario.event(100, EventCodes.SYSCALL_BPF_2_X, "fd", 14, "cmd", 0);
        StringBuilder types = new StringBuilder();
        for (int i = 3; i <= 14; i++) {
            types.append(descriptor(i).kind().typeString()).append(' ');
        }
        assertThat(types.toString())
                .isEqualTo("event signalfd timerfd inotify eventpoll userfaultfd io_uring memfd pidfd pipe pipe bpf ");
        assertThat(descriptor(7).isCloseOnExec()).isTrue();
        assertThat(descriptor(10).name().toString()).isEqualTo("hidden");
        assertThat(descriptor(11).name().toString()).isEqualTo("/proc/1");
    }

    @Test
    void pidfdGetfdTakesOverAnothersDescriptor() {
        open(3, "/a", 1);
        scenario.exec(200, 200, "thief");
        scenario.event(200, EventCodes.SYSCALL_PIDFD_OPEN_X, "fd", 5, "pid", 100, "flags", 0);
        EventContext context =
                scenario.event(200, EventCodes.SYSCALL_PIDFD_GETFD_X, "fd", 6, "pid_fd", 5, "target_fd", 3, "flags", 0);
        assertThat(context.descriptor().name().toString()).isEqualTo("/a");
        assertThat(context.descriptor().isCloseOnExec()).isTrue();
    }

    @Test
    void limitsAndMemoryAreFollowed() {
        scenario.event(100, EventCodes.SYSCALL_SETRLIMIT_X, "res", 0, "cur", 55, "max", 99, "resource", 7);
        assertThat(scenario.thread(100).activity().descriptorLimit()).isEqualTo(55);
        scenario.event(
                200,
                EventCodes.SYSCALL_PRLIMIT_X,
                "res",
                0,
                "newcur",
                66,
                "newmax",
                99,
                "oldcur",
                1,
                "oldmax",
                1,
                "pid",
                100,
                "resource",
                7);
        assertThat(scenario.thread(100).activity().descriptorLimit()).isEqualTo(66);
        scenario.event(100, EventCodes.SYSCALL_MUNMAP_X, "res", 0, "vm_size", 10, "vm_rss", 20, "vm_swap", 30);
        assertThat(scenario.thread(100).memory().residentKilobytes()).isEqualTo(20);
    }
}
