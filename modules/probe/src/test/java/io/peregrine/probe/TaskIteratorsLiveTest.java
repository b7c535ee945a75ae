package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.schema.EventCodes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel's lists say, held against /proc. */
class TaskIteratorsLiveTest {
    private static final long OWN = ProcessHandle.current().pid();

    @TempDir
    private Path folder;

    @Test
    void listsTheThreadsOfThisProcessAsProcDoes() throws Exception {
        try (Live live = Live.open();
                TaskIterators iterators = live.probe().iterators()) {
            EventView view = new EventView();
            Set<Long> threads = new TreeSet<>();
            long before = live.probe().now();
            try (EventSource list = iterators.threads(OWN)) {
                while (list.next(view) != Outcome.END) {
                    threads.add(view.tid() & 0xffffffffL);
                    assertThat(view.tid() >>> 32).isEqualTo(OWN);
                    assertThat(view.code()).isEqualTo(EventCodes.ITER_TASK_E);
                    assertThat(view.timestamp()).isBetween(before, live.probe().now());
                }
            }
            assertThat(threads).contains(OWN).isSubsetOf(namesIn("task")).hasSizeGreaterThan(5);
            assertThat(iterators.counters().values().get("n_evts_task")).isGreaterThanOrEqualTo(threads.size());
        }
    }

    @Test
    void describesAProcessAsProcDoes() throws Exception {
        try (Live live = Live.open();
                TaskIterators iterators = live.probe().iterators()) {
            long before = live.probe().now();
            Process sleeper = new ProcessBuilder("sleep", "1000")
                    .directory(folder.toFile())
                    .start();
            try {
                Path proc = Path.of("/proc/" + sleeper.pid());
                EventView view = sleeping(iterators, sleeper.pid());
                assertThat(bytes(view, "argv")).isEqualTo("sleep\0" + "1000\0");
                assertThat(text(view, "exepath"))
                        .isEqualTo(Files.readSymbolicLink(proc.resolve("exe")).toString());
                assertThat(text(view, "cwd")).isEqualTo(folder.toRealPath().toString());
                assertThat(text(view, "root")).isEqualTo("/");
                assertThat(bytes(view, "env"))
                        .startsWith(Files.readString(proc.resolve("environ")).split("\0")[0] + "\0");
                assertThat(number(view, "ppid")).isEqualTo(OWN);
                assertThat(number(view, "vpid")).isEqualTo(sleeper.pid());
                assertThat(number(view, "exe_ino_num")).isEqualTo(Files.getAttribute(proc.resolve("exe"), "unix:ino"));
                assertThat(number(view, "start_time"))
                        .isBetween(before, live.probe().now());
            } finally {
                sleeper.destroy();
            }
        }
    }

    /** What is listed of a process when it has become a sleep. */
    private static EventView sleeping(TaskIterators iterators, long pid) throws Exception {
        while (true) {
            try (EventSource list = iterators.thread(pid)) {
                EventView listed = new EventView();
                assertThat(list.next(listed)).isEqualTo(Outcome.EVENT);
                EventView view = new EventView();
                view.become(listed);
                if (text(view, "comm").equals("sleep")) {
                    return view;
                }
            }
        }
    }

    private static String text(EventView view, String param) {
        return view.text(view.descriptor().indexOf(param)).toString();
    }

    private static String bytes(EventView view, String param) {
        return view.bytes(view.descriptor().indexOf(param)).toString();
    }

    private static long number(EventView view, String param) {
        return view.unsigned(view.descriptor().indexOf(param));
    }

    @Test
    void listsOpenFilesOfEveryKindUnderTheirNumbers() throws Exception {
        Path file = Files.writeString(folder.resolve("some file"), "x");
        try (var open = Files.newInputStream(file);
                var directory = Files.newDirectoryStream(folder);
                var server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
                var client = SocketChannel.open(server.getLocalAddress());
                Live live = Live.open();
                TaskIterators iterators = live.probe().iterators()) {
            Pipe pipe = Pipe.open();
            Map<Long, Integer> codes = new TreeMap<>();
            Map<Integer, String> paths = new HashMap<>();
            EventView view = new EventView();
            Set<Long> expected = namesIn("fd");
            try (EventSource list = iterators.files(OWN)) {
                while (list.next(view) != Outcome.END) {
                    codes.put(view.unsigned(0), view.code());
                    int path = view.descriptor().indexOf("path");
                    if (path >= 0) {
                        paths.merge(view.code(), view.text(path).toString() + "\n", String::concat);
                    }
                }
            }
            assertThat(codes.keySet()).containsAll(expected);
            assertThat(paths.get(EventCodes.ITER_TASK_FILE_REGULAR_E)).contains(file.toRealPath() + "\n");
            assertThat(paths.get(EventCodes.ITER_TASK_FILE_DIRECTORY_E)).contains(folder.toRealPath() + "\n");
            assertThat(paths.get(EventCodes.ITER_TASK_FILE_ANON_INODE_E)).contains("bpf-map");
            assertThat(codes.values())
                    .contains(EventCodes.ITER_TASK_FILE_PIPE_E, EventCodes.ITER_TASK_FILE_SOCKET_INET6_E);
            pipe.sink().close();
            pipe.source().close();
            assertThat(server.isOpen() && client.isOpen() && directory != null && open != null)
                    .isTrue();
        }
    }

    @Test
    void listsNothingOfAProcessThatIsNotThere() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        try (Live live = Live.open();
                TaskIterators iterators = live.probe().iterators();
                EventSource list = iterators.threads(gone.pid())) {
            assertThat(list.next(new EventView())).isEqualTo(Outcome.END);
        }
    }

    /** The numbers in a folder of this process, but for the one that reads it. */
    private static Set<Long> namesIn(String folder) throws IOException {
        try (Stream<Path> names = Files.list(Path.of("/proc/self", folder))) {
            return names.filter(name -> folder.equals("task") || Files.exists(name))
                    .map(name -> Long.parseLong(name.getFileName().toString()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
