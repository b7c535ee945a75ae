package io.peregrine.app.live;

import io.peregrine.event.ByteString;
import io.peregrine.state.StateTables;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds the tables against /proc for all processes of a session. */
final class ProcComparison {
    private static final Path PROC = Path.of("/proc");
    private static final int LIMIT = 20;

    private final StateTables tables;
    private final Crowd crowd;
    private final List<String> differences = new ArrayList<>();
    private int processes;
    private int threads;
    private int descriptors;

    /**
     * Whose tables are compared.
     *
     * @param session the session of the processes
     * @param mayKeepOne whether a process of one thread may have one descriptor of a file or a socket that the tables are not told of until it is needed
     */
    record Crowd(long session, boolean mayKeepOne) {}

    ProcComparison(StateTables tables, Crowd crowd) {
        this.tables = tables;
        this.crowd = crowd;
    }

    /** What was compared, in words. */
    String extent() {
        return processes + " processes, " + threads + " threads, " + descriptors + " descriptors";
    }

    /** Differences, a sentence each, of which some stand for many; none when the tables say what /proc says. */
    List<String> differences() throws IOException {
        Set<Long> there = new TreeSet<>();
        for (long pid : numbers(PROC)) {
            if (differences.size() < LIMIT && session(pid) == crowd.session()) {
                process(pid, there);
            }
        }
        if (differences.size() >= LIMIT) {
            return differences;
        }
        tables.threads().forEach(thread -> {
            boolean ours = thread.identity().sid() == crowd.session() && !thread.isDead();
            if (ours && !there.contains(thread.tid())) {
                differ(thread.tid(), "is in the tables and not in /proc: " + thread);
            }
        });
        return differences;
    }

    private void differ(long tid, String what) {
        differences.add("Thread " + tid + " " + what + ".");
    }

    private static List<Long> numbers(Path folder) throws IOException {
        try (Stream<Path> names = Files.list(folder)) {
            return names.map(name -> name.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::parseLong)
                    .collect(Collectors.toList());
        }
    }

    private static long session(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
        } catch (IOException gone) {
            return -1;
        }
    }

    private void process(long pid, Set<Long> there) throws IOException {
        processes++;
        for (long tid : numbers(PROC.resolve(pid + "/task"))) {
            there.add(tid);
            threads++;
            ThreadEntry thread = tables.threads().find(tid);
            if (thread.isNone() || thread.isInvalid() || thread.isDead()) {
                differ(tid, "is in /proc and not in the tables");
            } else {
                thread(pid, thread);
            }
        }
        ThreadEntry main = tables.threads().find(pid);
        if (!main.isNone()) {
            descriptors(pid, main);
        }
    }

    private void thread(long pid, ThreadEntry thread) throws IOException {
        Path folder = PROC.resolve(pid + "/task/" + thread.tid());
        same(thread, "name", Files.readString(folder.resolve("comm")).strip(), thread.comm());
        same(
                thread,
                "program",
                Files.readSymbolicLink(folder.resolve("exe")).toString(),
                thread.program().exepath());
        String arguments =
                Files.readString(folder.resolve("cmdline")).replace('\0', ' ').strip();
        String known = (thread.program().exe() + " " + thread.program().args().joinedBy(' ')).strip();
        if (!arguments.equals(known)) {
            differ(thread.tid(), "has the arguments " + arguments + " and " + known);
        }
        if (thread.tid() == pid) {
            String cwd = Files.readSymbolicLink(folder.resolve("cwd")).toString();
            same(thread, "directory", cwd.equals("/") ? cwd : cwd + "/", thread.cwd());
        }
    }

    private void same(ThreadEntry thread, String what, String proc, ByteString table) {
        if (!proc.equals(table.toString())) {
            differ(thread.tid(), "has the " + what + " " + proc + " in /proc and " + table + " in the tables");
        }
    }

    private void descriptors(long pid, ThreadEntry main) throws IOException {
        Map<Long, String> links = new TreeMap<>();
        for (long fd : numbers(PROC.resolve(pid + "/fd"))) {
            links.put(
                    fd, Files.readSymbolicLink(PROC.resolve(pid + "/fd/" + fd)).toString());
        }
        descriptors += links.size();
        Set<Long> known = new TreeSet<>();
        main.descriptors().forEach((number, descriptor) -> known.add(number));
        if (crowd.mayKeepOne()
                && links.size() == known.size() + 1
                && numbers(PROC.resolve(pid + "/task")).size() == 1) {
            links.entrySet()
                    .removeIf(link ->
                            !known.contains(link.getKey()) && link.getValue().matches("(/|socket:\\[).*"));
        }
        if (!known.equals(links.keySet())) {
            differ(pid, "has the descriptors " + links.keySet() + " in /proc and " + known + " in the tables");
            return;
        }
        links.forEach((fd, link) -> {
            Descriptor descriptor = main.descriptor(fd);
            if (!matches(link, descriptor)) {
                differ(pid, "has " + link + " as descriptor " + fd + " in /proc and " + descriptor + " in the tables");
            }
        });
    }

    private static boolean matches(String link, Descriptor descriptor) {
        DescriptorKind kind = descriptor.kind();
        if (link.startsWith("pipe:[")) {
            return kind == DescriptorKind.PIPE
                    && link.equals("pipe:[" + descriptor.node().inode() + "]");
        }
        if (link.startsWith("socket:[")) {
            return kind == DescriptorKind.UNIX_SOCKET || kind.isInternet();
        }
        return (kind.isFile() || kind == DescriptorKind.DIRECTORY)
                && link.equals(descriptor.name().toString());
    }
}
