package io.peregrine.bench.live;

import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.probe.EntryChoice;
import io.peregrine.probe.EntryWay;
import io.peregrine.probe.Probe;
import io.peregrine.probe.ProbeSource;
import io.peregrine.probe.ProbeSpec;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.SyscallTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * How long the name of an open can still be rewritten unseen: between the moment when the probe takes it and that when the kernel does. One
 * thread opens while another rewrites the name; the event tells by its inode which file was opened, and by its name which the probe saw.
 * The share of events in which both differ, times how long the name stays the same, is that time. Takes some ten seconds.
 */
final class RewriteWindow {
    private static final String MILLISECONDS = "2000";
    private static final EventDescriptor OPENAT = EventTable.byCode(EventCodes.SYSCALL_OPENAT_2_X);
    private static final int RESULT = OPENAT.indexOf("fd");
    private static final int NAME = OPENAT.indexOf("name");
    private static final int INODE = OPENAT.indexOf("ino");
    private static final int RING_BYTES = 64 << 20;

    private final CProgram racer;
    private final Path folder;

    RewriteWindow(Path folder) throws IOException, InterruptedException {
        racer = CProgram.compile(folder, "racer");
        this.folder = folder;
    }

    void measure() throws IOException, InterruptedException, SourceException {
        Files.writeString(folder.resolve("a"), "");
        Files.writeString(folder.resolve("b"), "");
        System.out.printf("%-24s %10s %10s %10s %12s%n", "name taken", "opens", "differ", "share", "window ns");
        EntryWay.Place best = measure(EntryChoice.AUTO, true);
        if (best == EntryWay.Place.FUNCTION) {
            measure(EntryChoice.TRACEPOINT, true);
        }
        measure(EntryChoice.SYS_ENTER, true);
        measure(EntryChoice.AUTO, false);
        System.out.println();
    }

    private static String label(EntryWay.Place place, boolean early) {
        if (!early) {
            return "when the call ends";
        }
        return switch (place) {
            case FUNCTION -> "in this call's function";
            case TRACEPOINT -> "where this call begins";
            case SYS_ENTER -> "where all calls begin";
        };
    }

    private EntryWay.Place measure(EntryChoice choice, boolean early)
            throws IOException, InterruptedException, SourceException {
        int openat = SyscallTable.byName("openat").orElseThrow().id();
        long inodeOfA = (long) Files.getAttribute(folder.resolve("a"), "unix:ino");
        ProbeSpec spec = new ProbeSpec(Set.of(), RING_BYTES, 0, ProbeSpec.DEFAULT_SNAPLEN, false).with(choice);
        try (ProbeSource source = Probe.open(spec)) {
            source.probe().watch(Set.of(openat), early);
            Process process = racer.start(folder.toString(), MILLISECONDS);
            EventView view = new EventView();
            long opens = 0;
            long differ = 0;
            boolean running;
            do {
                running = process.isAlive();
                while (source.next(view) == Outcome.EVENT) {
                    char letter = letter(view);
                    if (letter != 0) {
                        opens++;
                        differ += (letter == 'a') == (view.unsigned(INODE) == inodeOfA) ? 0 : 1;
                    }
                }
            } while (running);
            String[] words =
                    new String(process.getInputStream().readAllBytes()).strip().split(" ");
            double share = (double) differ / Math.max(1, opens);
            System.out.printf(
                    "%-24s %10d %10d %9.2f%% %12.0f%n",
                    label(source.probe().entryWay().place(), early),
                    opens,
                    differ,
                    100 * share,
                    share * Double.parseDouble(words[1]));
            return source.probe().entryWay().place();
        }
    }

    /** The last letter of the name when it is one of the racer's, else 0. */
    private char letter(EventView view) {
        if (view.code() != EventCodes.SYSCALL_OPENAT_2_X || view.signed(RESULT) < 0) {
            return 0;
        }
        String name = view.text(NAME).toString();
        return name.equals(folder + "/a") ? 'a' : name.equals(folder + "/b") ? 'b' : 0;
    }
}
