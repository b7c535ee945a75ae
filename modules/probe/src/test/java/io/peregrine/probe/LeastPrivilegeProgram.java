package io.peregrine.probe;

import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What the engine does with its privileges, for {@link LeastPrivilegeLiveTest}: loads the probe, then selects more calls as a reload does,
 * reads a key that only root may read, looks at a process of root, and writes what it found to a file.
 *
 * <p>Arguments: the key, a process of root, a program that opens something, the file to write.
 */
public final class LeastPrivilegeProgram {
    private static final int CAP_SYS_ADMIN = 21;

    private LeastPrivilegeProgram() {}

    /** Its arguments are described above. */
    public static void main(String[] arguments) throws Exception {
        Path process = Path.of("/proc", arguments[1]);
        StringBuilder found = new StringBuilder();
        try (ProbeSource source = Probe.open(ProbeSpec.of(Live.calls("close")))) {
            found.append("losses ").append(source.probe().losses()).append('\n');
            source.probe().watch(Live.calls("openat"));
            Process opener = new ProcessBuilder(arguments[2], arguments[2]).start();
            found.append("open ").append(sees(source, arguments[2], opener)).append('\n');
            found.append("entry ").append(source.probe().entryWay().place()).append('\n');
        }
        found.append("admin ")
                .append(Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("CapEff:"))
                        .anyMatch(line -> (Long.parseLong(line.substring(7).strip(), 16) >> CAP_SYS_ADMIN & 1) != 0))
                .append('\n');
        found.append("key ").append(Files.readString(Path.of(arguments[0]))).append('\n');
        found.append("exe ")
                .append(Files.readSymbolicLink(process.resolve("exe")))
                .append('\n');
        found.append("fd ")
                .append(Files.readSymbolicLink(process.resolve("fd/0")))
                .append('\n');
        found.append("environ ")
                .append(Files.readString(process.resolve("environ")).contains("MARK=of-root"))
                .append('\n');
        found.append("user ")
                .append(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                .append('\n');
        Files.write(Path.of(arguments[3]), List.of(found.toString().strip().split("\n")));
    }

    /** Whether an open of a file by this name arrives, from its beginning on, while the program runs. */
    private static boolean sees(ProbeSource source, String name, Process opener) throws Exception {
        EventView view = new EventView();
        boolean found = false;
        Set<AttachPoint> attached = source.probe().attached();
        boolean running;
        do {
            running = opener.isAlive();
            while (source.next(view) == Outcome.EVENT) {
                SeenEvent event = SeenEvent.copy(view);
                found |= event.constant().equals("SYSCALL_OPENAT_2_X")
                        && event.text("name").equals(name)
                        && !event.late();
            }
        } while (running);
        return found && attached.stream().anyMatch(AttachPoint.ENTRIES::contains);
    }
}
