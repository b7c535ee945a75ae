package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.probe.Variations.Variation;
import io.peregrine.testkit.RecordedCapture;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The program that made the recorded capture, run again under the live probe, is seen as it was recorded: the same events in every thread, with the same parameters but
 * for those that no two runs share.
 */
class LiveEqualsRecordedTest {
    private static final String PROGRAM = "/opt/conformance/syscalls";
    private static final int LOADER_CACHE = 52787;

    /** The program's own threads race for descriptor numbers: one run in which they finish as in the recorded one is asked for. */
    private static final int RUNS = 8;

    private static final Variations VARIATIONS = new Variations(List.of(
            new Variation("*", "ino", "the file system numbers its files"),
            new Variation("*", "dev", "the machine numbers its file systems"),
            new Variation("*", "exe_ino", "the file system numbers its files"),
            new Variation("*", "exe_ino_ctime", "when the program was made"),
            new Variation("*", "exe_ino_mtime", "when the program was made"),
            new Variation("*", "cgroups", "the machine sorts its processes"),
            new Variation("*", "pidns_init_start_ts", "when the machine started"),
            new Variation("*", "pgft_maj", "what the page cache holds"),
            new Variation("*", "pgft_min", "how the kernel maps around faults"),
            new Variation("*", "vm_rss", "how the kernel maps around faults"),
            new Variation("SYSCALL_MMAP_X", "addr", "the address space is laid out at random"),
            new Variation("SYSCALL_MUNMAP_X", "addr", "the address space is laid out at random"),
            new Variation("SYSCALL_MPROTECT_X", "addr", "the address space is laid out at random"),
            new Variation("SYSCALL_BRK_4_X", "addr", "the address space is laid out at random"),
            new Variation("SYSCALL_MLOCK_X", "addr", "the address space is laid out at random"),
            new Variation("SYSCALL_MLOCK2_X", "addr", "the address space is laid out at random"),
            new Variation("SYSCALL_MUNLOCK_X", "addr", "the address space is laid out at random"),
            new Variation("SYSCALL_PTRACE_X", "addr", "the address space is laid out at random"),
            new Variation("SYSCALL_CLONE_20_X", "ptid", "a parent that ends meanwhile gives its children away"),
            new Variation("SYSCALL_CLONE3_X", "flags", "read from a stack that the parent goes on using"),
            new Variation("SYSCALL_CLONE3_X", "vm_size", "the parent maps the next thread's stack meanwhile"),
            new Variation("SYSCALL_KEYCTL_X", "res", "the kernel numbers its keys"),
            new Variation("SYSCALL_SEMGET_X", "res", "the kernel numbers its semaphores"),
            new Variation("*", "semid", "the kernel numbers its semaphores"),
            new Variation("SOCKET_SOCKETPAIR_X", "source", "addresses in the kernel"),
            new Variation("SOCKET_SOCKETPAIR_X", "peer", "addresses in the kernel"),
            new Variation("SYSCALL_MMAP_X", "res", "the address space is laid out at random"),
            new Variation("SYSCALL_BRK_4_X", "res", "the address space is laid out at random"),
            new Variation("SYSCALL_IOCTL_3_X", "argument", "the address space is laid out at random")));

    /** Puts the program and its folder where they were when it was recorded, and gives it the same surroundings. */
    private static final String STAGE = """
            mount --make-rprivate / || exit 1
            cp /etc/ld.so.cache "$1/cache" && truncate -s %2$d "$1/cache" && mount --bind "$1/cache" /etc/ld.so.cache || exit 1
            mount --bind "$1/opt" /opt && mount --bind "$1/tmp" /tmp && cd /tmp/scratch || exit 1
            ulimit -n 20000
            exec 10< /dev/null
            env -i --default-signal=HUP,INT,QUIT PWD=/tmp/scratch TZ=UTC HOME=/root LANG=C.UTF-8 USER=root SHLVL=1 PATH=/usr/sbin:/usr/bin:/sbin:/bin _=%1$s \\
                %1$s /tmp/scratch
            exit
            """.formatted(PROGRAM, LOADER_CACHE);

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.peregrine.probe.Live#placesWithoutAndWithFilter")
    void sameEventsInEveryThread(EntryWay.Place place, boolean filtered) throws Exception {
        try (Live probe = Live.open(place)) {
            probe.probe().leaveOut(filtered ? LiveFilters.wantingEverything() : KernelFilterTerms.NONE);
            tellsTheSame(probe);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sameEventsFromEachFileOfPrograms(ProgramFile file) throws Exception {
        Assumptions.assumeTrue(ProgramFile.here().contains(file), "this kernel is older");
        try (Live probe = Live.open(file)) {
            tellsTheSame(probe);
        }
    }

    private void tellsTheSame(Live probe) throws Exception {
        likeTheRecordedMachine();
        List<List<String>> recorded = FamilyHistory.of(
                        Recording.of(RecordedCapture.SYSCALLS, folder), PROGRAM, VARIATIONS)
                .threads();
        List<String> differences = List.of();
        for (int run = 0; run == 0 || run < RUNS && !differences.isEmpty(); run++) {
            List<SeenEvent> live = probe.run(stage(Files.createDirectory(folder.resolve("run" + run))));
            differences = differences(
                    recorded, FamilyHistory.of(live, PROGRAM, VARIATIONS).threads());
        }
        assertThat(differences).isEmpty();
    }

    private static List<String> differences(List<List<String>> recorded, List<List<String>> seen) {
        List<String> differences = new ArrayList<>();
        for (int thread = 0; thread < Math.max(recorded.size(), seen.size()); thread++) {
            compare(
                    thread,
                    thread < recorded.size() ? recorded.get(thread) : List.of(),
                    thread < seen.size() ? seen.get(thread) : List.of(),
                    differences);
        }
        return differences;
    }

    /** The loader and the shell make calls of their own, which differ from one release of the system to the next. */
    private static void likeTheRecordedMachine() throws Exception {
        Path release = Path.of("/etc/debian_version");
        boolean same = Architecture.named(System.getProperty("os.arch")).equals(Optional.of(Architecture.X86_64))
                && Files.exists(release)
                && Files.readString(release).startsWith("12")
                && Files.size(Path.of("/etc/ld.so.cache")) <= LOADER_CACHE;
        Assumptions.assumeTrue(
                same, "the recorded machine ran Debian 12 on x86_64; this one makes other calls to start a program");
    }

    private ProcessBuilder stage(Path folder) throws Exception {
        Path programs = Files.createDirectories(folder.resolve("opt/conformance"));
        Files.createDirectories(folder.resolve("tmp/scratch"));
        try (InputStream text = getClass().getResourceAsStream("syscalls.c")) {
            Live.compile(programs, "syscalls", new String(text.readAllBytes()));
        }
        return new ProcessBuilder("setsid", "unshare", "-m", "/bin/bash", "-c", STAGE, "bash", folder.toString());
    }

    /** Adds the lines that only one of both has, found through their longest common part. */
    private static void compare(int thread, List<String> recorded, List<String> seen, List<String> differences) {
        int[][] common = new int[recorded.size() + 1][seen.size() + 1];
        for (int i = recorded.size() - 1; i >= 0; i--) {
            for (int j = seen.size() - 1; j >= 0; j--) {
                common[i][j] = recorded.get(i).equals(seen.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < recorded.size() || j < seen.size()) {
            boolean both = i < recorded.size() && j < seen.size();
            if (both && recorded.get(i).equals(seen.get(j))) {
                i++;
                j++;
            } else if (j == seen.size() || both && common[i + 1][j] >= common[i][j + 1]) {
                differences.add("\nthread " + thread + " then " + recorded.get(i++));
            } else {
                differences.add("\nthread " + thread + " now  " + seen.get(j++));
            }
        }
    }
}
