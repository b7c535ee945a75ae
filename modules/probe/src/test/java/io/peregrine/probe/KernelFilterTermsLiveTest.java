package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.ByteString;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.SyscallTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs leave out what a filter says, and of paths exactly those that {@link KernelFilterTerms#isElsewhere} says. */
class KernelFilterTermsLiveTest {
    private static final List<String> PIECES = List.of(
            "/",
            "/",
            "/",
            "a",
            "b",
            "etc",
            "shadow",
            ".",
            "..",
            ".ssh",
            "key",
            " ",
            "~",
            "\u007f",
            "\u00e9",
            "-",
            "x.key",
            "long-component-of-a-path");
    private static final long SEED = Long.getLong("peregrine.test.seed", 23);
    private static final int PATHS = 1200;
    private static final int AF_UNIX = 1;
    private static final String MAKES_SOCKETS = """
            #include <sys/socket.h>
            #include <sys/un.h>
            #include <unistd.h>
            int main(void)
            {
                struct sockaddr_un nowhere = {AF_UNIX, "/does/not/exist"};
                int local = socket(AF_UNIX, SOCK_STREAM, 0);
                connect(local, (struct sockaddr *) &nowhere, sizeof nowhere);
                close(local);
                close(socket(AF_INET, SOCK_DGRAM, 0));
                return dup(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) < 0;
            }
            """;

    private final Random random = new Random(SEED);

    @TempDir
    Path folder;

    @Test
    void pathsAreJudgedAsInJava() throws Exception {
        Set<String> paths = paths();
        KernelFilterTerms filter = new KernelFilterTerms(
                Map.of(id("unlinkat"), Set.of(LeftOut.ELSEWHERE), id("openat"), Set.of(LeftOut.FAILED_ELSEWHERE)),
                terms("/etc/", "/a/b", "/etc/shadow", "/" + "x".repeat(63)),
                terms(".key", "/a", "y".repeat(32)));
        try (Live live = Live.open()) {
            live.probe().leaveOut(filter);
            List<SeenEvent> seen = live.run(program(paths));
            List<ByteString> wanted = paths.stream()
                    .map(ByteString::of)
                    .filter(path -> !filter.isElsewhere(path))
                    .toList();
            assertThat(texts(seen, EventCodes.SYSCALL_UNLINKAT_2_X, "name")).isEqualTo(wanted);
            assertThat(texts(seen, EventCodes.SYSCALL_OPENAT_2_X, "name")).containsSubsequence(wanted);
            assertThat(texts(seen, EventCodes.SYSCALL_RENAMEAT2_X, "newpath")).hasSameSizeAs(paths);
            assertThat(wanted).hasSizeBetween(PATHS / 10, PATHS * 9 / 10);
            assertThat(live.probe().leftOut().get(id("unlinkat"))).isGreaterThanOrEqualTo(paths.size() - wanted.size());
            assertThat(live.probe().leftOut().get(id("openat"))).isGreaterThanOrEqualTo(paths.size() - wanted.size());
        }
    }

    @Test
    void ofTwoPathsBothMustBeElsewhere() throws Exception {
        try (Live live = Live.open()) {
            live.probe()
                    .leaveOut(new KernelFilterTerms(
                            Map.of(id("renameat2"), Set.of(LeftOut.ELSEWHERE)), terms("/etc/"), Set.of()));
            List<SeenEvent> seen = live.run(program(new LinkedHashSet<>(List.of("/etc/x", "/tmp/x", "relative"))));
            assertThat(texts(seen, EventCodes.SYSCALL_RENAMEAT2_X, "newpath"))
                    .containsExactly(ByteString.of("/etc/x"), ByteString.of("relative"));
        }
    }

    @Test
    void failedCallsAreLeftOutUntilEverythingIsDelivered() throws Exception {
        Set<String> paths = new LinkedHashSet<>(List.of("/etc/passwd", "/nowhere/x", "relative"));
        try (Live live = Live.open()) {
            live.probe()
                    .leaveOut(new KernelFilterTerms(
                            Map.of(id("openat"), Set.of(LeftOut.FAILED), id("unlinkat"), Set.of(LeftOut.FAILED)),
                            Set.of(),
                            Set.of()));
            List<SeenEvent> seen = live.run(program(paths));
            assertThat(texts(seen, EventCodes.SYSCALL_UNLINKAT_2_X, "name")).isEmpty();
            assertThat(texts(seen, EventCodes.SYSCALL_OPENAT_2_X, "name"))
                    .contains(ByteString.of("/etc/passwd"))
                    .doesNotContain(ByteString.of("/nowhere/x"), ByteString.of("relative"));
            live.probe().deliverAll();
            assertThat(texts(live.run(program(paths)), EventCodes.SYSCALL_UNLINKAT_2_X, "name"))
                    .hasSize(3);
        }
    }

    @Test
    void socketsOfAFamilyThatNobodyWantsAreToldWhenSomethingNeedsThem() throws Exception {
        Path program = Live.compile(folder, "makes-sockets", MAKES_SOCKETS);
        try (Live live = Live.open()) {
            List<SeenEvent> all = sockets(live.run(new ProcessBuilder(program.toString())));
            live.probe()
                    .leaveOut(new KernelFilterTerms(
                            Map.of(
                                    id("socket"), Set.of(LeftOut.FAMILY_UNTIL_NEEDED),
                                    id("connect"), Set.of(LeftOut.FAILED_ON_UNTOLD),
                                    id("close"), Set.of(LeftOut.UNTIL_NEEDED)),
                            Set.of(),
                            Set.of(),
                            Set.of(AF_UNIX)));
            List<SeenEvent> seen = sockets(live.run(new ProcessBuilder(program.toString())));

            assertThat(all).hasSize(3);
            assertThat(seen).hasSize(2);
            assertThat(seen.getFirst().marks().stateOnly()).as("of AF_INET").isFalse();
            SeenEvent told = seen.getLast();
            assertThat(told.marks().stateOnly()).as("the last").isTrue();
            for (String param : List.of("fd", "domain", "type", "proto", "flags")) {
                assertThat(told.unsigned(param))
                        .as(param)
                        .isEqualTo(all.getLast().unsigned(param));
            }
            assertThat(live.probe().leftOut().get(id("socket"))).isPositive();
            assertThat(live.probe().leftOut().get(id("connect"))).isPositive();
        }
    }

    private static List<SeenEvent> sockets(List<SeenEvent> events) {
        return events.stream()
                .filter(event -> event.code() == EventCodes.SOCKET_SOCKET_X)
                .toList();
    }

    /** What is told of an open later than it was made serves the tables and no rule. */
    @Test
    void whatIsLeftOutUntilNeededIsJudgedByNoRule() throws Exception {
        Path there = Files.createFile(folder.resolve("there"));
        Set<String> paths = new LinkedHashSet<>(List.of(there.toString(), "/etc/hosts", there.toString() + "-not"));
        try (Live live = Live.open()) {
            List<SeenEvent> all = live.run(program(paths));
            live.probe()
                    .leaveOut(new KernelFilterTerms(
                            Map.of(
                                    id("openat"), Set.of(LeftOut.UNTIL_NEEDED),
                                    id("close"), Set.of(LeftOut.UNTIL_NEEDED)),
                            terms("/etc/"),
                            Set.of()));
            List<SeenEvent> seen = live.run(program(paths));
            List<SeenEvent> opens = seen.stream()
                    .filter(event -> event.code() == EventCodes.SYSCALL_OPENAT_2_X)
                    .toList();
            assertThat(opens.stream().filter(open -> open.text("name").equals("/etc/hosts")))
                    .singleElement()
                    .satisfies(open -> assertThat(open.marks().stateOnly()).isFalse());
            assertThat(opens.stream()
                            .filter(open -> open.text("name")
                                    .equals(folder.resolve("list").toString())))
                    .as("the list is open when the paths are named")
                    .singleElement()
                    .satisfies(open -> assertThat(open.marks().stateOnly()).isTrue());
            assertThat(opens).noneMatch(open -> open.text("name").equals(there.toString()));
            assertThat(seen.stream()
                            .filter(event -> event.code() == EventCodes.SYSCALL_CLOSE_X)
                            .filter(event -> event.marks().stateOnly()))
                    .as("the close of a file whose open was never told")
                    .hasSize(1);
            assertThat(count(seen, EventCodes.SYSCALL_OPENAT_2_X))
                    .isLessThan(count(all, EventCodes.SYSCALL_OPENAT_2_X));
            assertThat(count(seen, EventCodes.SYSCALL_OPENAT_2_X)
                            + live.probe().leftOut().get(id("openat")))
                    .as("what does not come is counted, also that of other programs")
                    .isGreaterThanOrEqualTo(count(all, EventCodes.SYSCALL_OPENAT_2_X));
            assertThat(count(ofTheProgram(seen), EventCodes.SYSCALL_CLOSE_X)
                            + live.probe().leftOut().getOrDefault(id("close"), 0L))
                    .isGreaterThanOrEqualTo(count(ofTheProgram(all), EventCodes.SYSCALL_CLOSE_X));
        }
    }

    /** The events behind the start of the program: what the virtual machine closes before it depends on what it has open just then. */
    private static List<SeenEvent> ofTheProgram(List<SeenEvent> events) {
        int start = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).code() == EventCodes.SYSCALL_EXECVE_19_X) {
                start = i;
            }
        }
        return events.subList(start, events.size());
    }

    /** Whatever the order of filters, the last one alone counts. */
    @Test
    void filtersReplaceEachOther() throws Exception {
        Set<String> paths = new LinkedHashSet<>(List.of("/etc/x", "/usr/x", "/var/x", "/tmp/x.key"));
        try (Live live = Live.open()) {
            for (int i = 0; i < 6; i++) {
                Set<ByteString> prefixes =
                        i % 3 == 0 ? terms("/etc/", "/usr/") : i % 3 == 1 ? terms("/usr/") : terms("/var/");
                Set<ByteString> suffixes = i % 2 == 0 ? Set.of() : terms(".key");
                KernelFilterTerms filter =
                        new KernelFilterTerms(Map.of(id("unlinkat"), Set.of(LeftOut.ELSEWHERE)), prefixes, suffixes);
                live.probe().leaveOut(filter);
                assertThat(texts(live.run(program(paths)), EventCodes.SYSCALL_UNLINKAT_2_X, "name"))
                        .isEqualTo(paths.stream()
                                .map(ByteString::of)
                                .filter(path -> !filter.isElsewhere(path))
                                .toList());
            }
        }
    }

    private ProcessBuilder program(Set<String> paths) throws Exception {
        Path program = folder.resolve("paths");
        if (!Files.exists(program)) {
            Live.compile(folder, "paths");
        }
        Path list = Files.write(folder.resolve("list"), paths);
        return new ProcessBuilder(program.toString(), list.toString()).directory(folder.toFile());
    }

    /** Paths of all kinds and lengths, around every bound; none is there. */
    private Set<String> paths() {
        Set<String> paths = new LinkedHashSet<>(List.of(
                "/",
                "/etc",
                "/etc/",
                "/etc/shadow",
                "/etc/shadow-",
                "/.",
                "/..",
                "/a/.",
                "/a/./b",
                "/c/.d",
                "/c/d.",
                "/c/d..e",
                "c"));
        for (int length : new int[] {30, 31, 32, 33, 62, 63, 64, 65, 253, 254, 255, 256, 257, 4000}) {
            paths.add("/" + "x".repeat(length - 1));
            paths.add("/" + "y".repeat(length - 1));
            paths.add("/z/" + "z".repeat(length - 3));
        }
        while (paths.size() < PATHS) {
            paths.add("/"
                    + IntStream.range(0, 1 + random.nextInt(9))
                            .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
                            .collect(Collectors.joining()));
        }
        paths.removeIf(path -> Files.exists(Path.of(path)));
        return paths;
    }

    private static long count(List<SeenEvent> events, int code) {
        return events.stream().filter(event -> event.code() == code).count();
    }

    private static List<ByteString> texts(List<SeenEvent> events, int code, String param) {
        List<ByteString> texts = new ArrayList<>();
        for (SeenEvent event : events) {
            if (event.code() == code) {
                texts.add(ByteString.of(event.text(param)));
            }
        }
        return texts;
    }

    private static Set<ByteString> terms(String... texts) {
        return Arrays.stream(texts).map(ByteString::of).collect(Collectors.toSet());
    }

    private static int id(String call) {
        return SyscallTable.byName(call).orElseThrow().id();
    }
}
