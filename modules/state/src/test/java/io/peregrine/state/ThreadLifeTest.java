package io.peregrine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.ByteString;
import io.peregrine.event.Compatibility;
import io.peregrine.schema.EventCodes;
import org.junit.jupiter.api.Test;

class ThreadLifeTest {
    private static final int THREAD = ThreadFlags.CLONE_THREAD;

    private final Scenario scenario = new Scenario();

    /** A process 100 with parent 1, made known by its exec. */
    private ThreadEntry shell() {
        scenario.exec(100, 100, "bash");
        return scenario.thread(100);
    }

    @Test
    void anUnknownThreadBecomesAPlaceholderOnce() {
        ThreadEntry thread = scenario.nothing(42).thread();
        assertThat(thread.comm().toString()).isEqualTo("<NA>");
        assertThat(thread.pid()).isEqualTo(-1);
        assertThat(thread.credentials().uid()).isEqualTo(0xffffffffL);
        assertThat(thread.isInvalid()).isTrue();
        assertThat(scenario.nothing(42).thread()).isSameAs(thread);
    }

    @Test
    void anExecMakesAPlaceholderAProcess() {
        ThreadEntry shell = shell();
        assertThat(shell.isInvalid()).isFalse();
        assertThat(shell.comm().toString()).isEqualTo("bash");
        assertThat(shell.program().exepath().toString()).isEqualTo("/usr/bin/bash");
        assertThat(shell.commandLine().toString()).isEqualTo("bash a b");
        assertThat(shell.env().get(1).toString()).isEqualTo("B=2");
        assertThat(shell.threadCount()).isEqualTo(1);
    }

    @Test
    void aFailedExecChangesNothing() {
        shell();
        scenario.event(100, EventCodes.SYSCALL_EXECVE_19_X, "res", -2, "exe", "other", "pid", 100);
        assertThat(scenario.thread(100).comm().toString()).isEqualTo("bash");
    }

    @Test
    void theMakersSideOfACloneMakesTheChild() {
        shell();
        scenario.clone(100, 200, 100, 1, 0);
        ThreadEntry child = scenario.thread(200);
        assertThat(child.pid()).isEqualTo(200);
        assertThat(child.ptid()).isEqualTo(100);
        assertThat(child.env()).isSameAs(scenario.thread(100).env());
        assertThat(child.program().exepath().toString()).isEqualTo("/usr/bin/bash");
        assertThat(scenario.tables.threads().parentOf(child)).isSameAs(scenario.thread(100));
        assertThat(child.credentials().uid()).isEqualTo(1000);
    }

    @Test
    void theSecondSideOfACloneFindsTheChildThere() {
        shell();
        scenario.clone(100, 200, 100, 1, 0);
        ThreadEntry child = scenario.thread(200);
        scenario.clone(200, 0, 200, 100, 0);
        assertThat(scenario.thread(200)).isSameAs(child);
    }

    @Test
    void theChildsSideMayComeFirst() {
        shell();
        ThreadEntry child = scenario.clone(200, 0, 200, 100, 0).thread();
        assertThat(child.tid()).isEqualTo(200);
        assertThat(child.has(ThreadFlags.CLONE_INVERTED)).isTrue();
        scenario.clone(100, 200, 100, 1, 0);
        assertThat(scenario.thread(200)).isSameAs(child);
    }

    /** A shell, and a process of its with another program, session and group, which then makes a sibling. */
    private Scenario siblingMaker(Compatibility compatibility) {
        Scenario own = new Scenario(new StateSettings(1000, 1 << 24, 1, 1, -1, "", compatibility));
        own.exec(100, 100, "bash");
        own.clone(100, 200, 100, 1, 0);
        own.exec(200, 200, "malware");
        own.event(200, EventCodes.SYSCALL_SETSID_X, "res", 200);
        own.event(200, EventCodes.SYSCALL_OPENAT_2_X, "fd", 7, "dirfd", -100, "name", "/tmp/loot", "flags", 1);
        return own;
    }

    private static void isTheMakers(ThreadEntry child) {
        assertThat(child.ptid()).isEqualTo(100);
        assertThat(child.program().exepath().toString()).isEqualTo("/usr/bin/malware");
        assertThat(child.identity().sid()).isEqualTo(200);
        assertThat(child.identity().pgid()).isEqualTo(200);
        assertThat(child.descriptor(7).name().toString()).isEqualTo("/tmp/loot");
    }

    @Test
    void aSiblingTakesOverFromItsMakerWhoeverSpeaksFirst() {
        Scenario own = siblingMaker(Compatibility.RIGHT);
        own.clone(200, 300, 200, 100, ThreadFlags.CLONE_PARENT);
        own.clone(300, 0, 300, 100, ThreadFlags.CLONE_PARENT);
        isTheMakers(own.thread(300));
        own = siblingMaker(Compatibility.RIGHT);
        own.clone(300, 0, 300, 100, ThreadFlags.CLONE_PARENT);
        own.clone(200, 300, 200, 100, ThreadFlags.CLONE_PARENT);
        isTheMakers(own.thread(300));
    }

    @Test
    void inFalcoASiblingTakesOverFromItsParent() {
        Scenario own = siblingMaker(Compatibility.EXACT);
        own.clone(200, 300, 200, 100, ThreadFlags.CLONE_PARENT);
        own.clone(300, 0, 300, 100, ThreadFlags.CLONE_PARENT);
        assertThat(own.thread(300).program().exepath().toString()).isEqualTo("/usr/bin/bash");
    }

    @Test
    void aVforkIsLeftToTheChild() {
        shell();
        scenario.clone(100, 200, 100, 1, ThreadFlags.CLONE_VFORK);
        assertThat(scenario.thread(200).isNone()).isTrue();
    }

    @Test
    void aVforkWhoseChildHasGoneLeaksNoThread() {
        shell();
        scenario.clone(200, 0, 200, 100, ThreadFlags.CLONE_VFORK);
        scenario.exit(200, 0);
        scenario.clone(100, 200, 100, 1, ThreadFlags.CLONE_VFORK);
        scenario.nothing(100);
        assertThat(scenario.thread(200).isNone()).isTrue();
    }

    @Test
    void aChildThatHasJustExitedIsNotMadeAgain() {
        shell();
        scenario.clone(200, 0, 200, 100, 0);
        scenario.exit(200, 0);
        scenario.clone(100, 200, 100, 1, 0);
        assertThat(scenario.thread(200).isNone()).isTrue();
        scenario.pass(3_000_000_000L);
        scenario.clone(100, 200, 100, 1, 0);
        assertThat(scenario.thread(200).isNone()).isFalse();
    }

    @Test
    void aTidWhoseEndWasMissedIsReplaced() {
        shell();
        scenario.clone(100, 200, 100, 1, 0);
        ThreadEntry old = scenario.thread(200);
        scenario.pass(3_000_000_000L);
        scenario.clone(200, 0, 200, 100, 0);
        assertThat(scenario.thread(200)).isNotSameAs(old);
        assertThat(old.isRemoved()).isTrue();
    }

    @Test
    void inAPidNamespaceOnlyTheChildSpeaks() {
        shell();
        scenario.clone(100, 7, 100, 1, ThreadFlags.CHILD_IN_PID_NAMESPACE);
        assertThat(scenario.thread(7).isNone()).isTrue();
        scenario.event(
                300,
                EventCodes.SYSCALL_CLONE_20_X,
                "res",
                0,
                "exe",
                "sh",
                "args",
                "",
                "tid",
                300,
                "pid",
                300,
                "ptid",
                100,
                "fdlimit",
                8,
                "comm",
                "sh",
                "flags",
                ThreadFlags.CHILD_IN_PID_NAMESPACE,
                "uid",
                0,
                "gid",
                0,
                "vtid",
                7,
                "vpid",
                7,
                "pidns_init_start_ts",
                5000);
        ThreadEntry child = scenario.thread(300);
        assertThat(child.identity().vtid()).isEqualTo(7);
        assertThat(child.isInPidNamespace()).isTrue();
        assertThat(child.activity().pidNamespaceStart()).isEqualTo(5000);
    }

    @Test
    void aThreadSharesWhatItsProcessHas() {
        shell();
        scenario.clone(100, 101, 100, 1, THREAD);
        ThreadEntry thread = scenario.thread(101);
        assertThat(thread.pid()).isEqualTo(100);
        assertThat(thread.ptid()).isEqualTo(scenario.thread(100).ptid());
        assertThat(thread.mainThread()).isSameAs(scenario.thread(100));
        assertThat(thread.descriptors()).isSameAs(scenario.thread(100).descriptors());
        scenario.event(101, EventCodes.SYSCALL_CHDIR_X, "res", 0, "path", "/tmp");
        assertThat(scenario.thread(100).cwd().toString()).isEqualTo("/tmp/");
        assertThat(scenario.thread(100).threadCount()).isEqualTo(2);
        assertThat(thread.otherThreadCount()).isEqualTo(1);
    }

    @Test
    void aLeaderThatEndsFirstStaysForItsThreads() {
        shell();
        scenario.clone(100, 101, 100, 1, THREAD);
        scenario.exit(100, 0);
        scenario.nothing(101);
        assertThat(scenario.thread(100).isDead()).isTrue();
        scenario.exit(101, 0);
        scenario.nothing(5);
        assertThat(scenario.thread(100).isNone()).isTrue();
        assertThat(scenario.thread(101).isNone()).isTrue();
    }

    @Test
    void anExecByAThreadRevivesTheLeaderAndEndsTheThreads() {
        shell();
        scenario.clone(100, 101, 100, 1, THREAD);
        scenario.clone(100, 102, 100, 1, THREAD);
        scenario.exit(100, 0);
        scenario.nothing(102);
        scenario.exec(100, 100, "new");
        assertThat(scenario.thread(100).isDead()).isFalse();
        assertThat(scenario.thread(100).comm().toString()).isEqualTo("new");
        assertThat(scenario.thread(101).isNone()).isTrue();
        assertThat(scenario.thread(102).isNone()).isTrue();
        assertThat(scenario.thread(100).threadCount()).isEqualTo(1);
    }

    @Test
    void orphansGoToTheReaperThatTheKernelNames() {
        shell();
        scenario.exec(50, 50, "systemd");
        scenario.clone(100, 200, 100, 1, 0);
        scenario.clone(200, 300, 200, 100, 0);
        scenario.exit(200, 50);
        scenario.nothing(300);
        assertThat(scenario.thread(300).ptid()).isEqualTo(50);
    }

    @Test
    void orphansGoToTheNearestAncestorThatReaps() {
        shell();
        scenario.event(100, EventCodes.SYSCALL_PRCTL_X, "res", 0, "option", 36, "arg2_int", 1);
        scenario.clone(100, 200, 100, 1, 0);
        scenario.clone(200, 300, 200, 100, 0);
        scenario.clone(300, 400, 300, 200, 0);
        scenario.exit(300, 0);
        scenario.nothing(400);
        assertThat(scenario.thread(400).ptid()).isEqualTo(100);
    }

    @Test
    void orphansWithoutAReaperHaveNoParent() {
        shell();
        scenario.clone(100, 200, 100, 1, 0);
        scenario.exit(100, 0);
        scenario.nothing(200);
        assertThat(scenario.thread(200).ptid()).isZero();
    }

    @Test
    void aThreadIsRemovedWithTheEventBehindItsEnd() {
        shell();
        assertThat(scenario.exit(100, 0).thread().comm().toString()).isEqualTo("bash");
        scenario.nothing(7);
        assertThat(scenario.thread(100).isNone()).isTrue();
    }

    @Test
    void changesOfIdentityAreFollowed() {
        shell();
        scenario.event(100, EventCodes.SYSCALL_SETUID_X, "res", 0, "uid", 33);
        scenario.event(100, EventCodes.SYSCALL_SETRESGID_X, "res", 0, "rgid", 1, "egid", 34, "sgid", 3);
        scenario.event(100, EventCodes.SYSCALL_SETSID_X, "res", 100);
        scenario.event(
                100,
                EventCodes.SYSCALL_CAPSET_X,
                "res",
                0,
                "cap_inheritable",
                1,
                "cap_permitted",
                2,
                "cap_effective",
                4);
        Credentials who = scenario.thread(100).credentials();
        assertThat(who).isEqualTo(new Credentials(33, 34, who.loginuid(), 2, 4, 1));
        assertThat(scenario.thread(100).identity().sid()).isEqualTo(100);
    }

    @Test
    void aNewUserNamespaceGivesEveryCapability() {
        shell();
        scenario.event(100, EventCodes.SYSCALL_UNSHARE_X, "res", 0, "flags", 1 << 20);
        assertThat(scenario.thread(100).credentials().effective()).isEqualTo((1L << 41) - 1);
    }

    @Test
    void directoriesAreFollowed() {
        shell();
        scenario.event(100, EventCodes.SYSCALL_CHDIR_X, "res", 0, "path", "/usr/lib");
        scenario.event(100, EventCodes.SYSCALL_CHDIR_X, "res", 0, "path", "../share/./x//y");
        assertThat(scenario.thread(100).cwd().toString()).isEqualTo("/usr/share/x/y/");
        scenario.event(100, EventCodes.SYSCALL_CHROOT_X, "res", 0, "path", "jail");
        assertThat(scenario.thread(100).surroundings().root().toString()).isEqualTo("/usr/share/x/y/jail");
    }

    @Test
    void cgroupsGetOneSpelling() {
        StringBlock block = StringBlock.of(ByteString.of("cpu_cgroup=/a\0io=/b\0mem=/c\0perf=/d\0pids=/e\0"));
        assertThat(Cgroups.of(block, StringBlock.EMPTY).joinedBy(' ').toString())
                .isEqualTo("cpu=/a blkio=/b memory=/c perf_event=/d pids=/e");
        assertThat(Cgroups.of(StringBlock.of(ByteString.of("cpu")), block)).isSameAs(block);
    }

    @Test
    void everyChangeOfARecordBumpsTheVersion() {
        ThreadEntry shell = shell();
        long before = shell.version();
        scenario.nothing(100);
        assertThat(shell.version()).isEqualTo(before);
        scenario.event(100, EventCodes.SYSCALL_CHDIR_X, "res", 0, "path", "/srv");
        assertThat(shell.version()).isGreaterThan(before);
    }

    @Test
    void usersAndGroupsAreAnnounced() {
        scenario.event(
                -1,
                EventCodes.USER_ADDED_E,
                "uid",
                33,
                "gid",
                34,
                "name",
                "www",
                "home",
                "/srv",
                "shell",
                "/bin/sh",
                "container_id",
                "");
        scenario.event(-1, EventCodes.GROUP_ADDED_E, "gid", 34, "name", "web", "container_id", "");
        assertThat(scenario.tables.users().find(ByteString.EMPTY, 33).name().toString())
                .isEqualTo("www");
        assertThat(scenario.tables.groups().find(ByteString.EMPTY, 34).name().toString())
                .isEqualTo("web");
        scenario.event(
                -1,
                EventCodes.USER_DELETED_E,
                "uid",
                33,
                "gid",
                34,
                "name",
                "www",
                "home",
                "/srv",
                "shell",
                "/bin/sh",
                "container_id",
                "");
        assertThat(scenario.tables.users().find(ByteString.EMPTY, 33).isNone()).isTrue();
    }

    @Test
    void whatAScanHasSeenIsNotToldAgain() {
        shell();
        scenario.event(100, EventCodes.SYSCALL_CHDIR_X, "res", 0, "path", "/srv");
        ThreadEntry shell = scenario.thread(100);
        shell.activity().setStamp(Scenario.START + 1_000_000);
        scenario.event(100, EventCodes.SYSCALL_CHDIR_X, "res", 0, "path", "a");
        assertThat(shell.cwd().toString()).isEqualTo("/srv/");
        scenario.clone(100, 200, 100, 1, 0);
        assertThat(scenario.thread(200).isNone()).isFalse();
        scenario.pass(1_000_000);
        scenario.event(100, EventCodes.SYSCALL_CHDIR_X, "res", 0, "path", "a");
        assertThat(shell.cwd().toString()).isEqualTo("/srv/a/");
    }
}
