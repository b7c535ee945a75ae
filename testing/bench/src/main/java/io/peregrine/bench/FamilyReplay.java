package io.peregrine.bench;

import com.sun.management.ThreadMXBean;
import io.peregrine.event.SourceException;
import io.peregrine.pipeline.Stages;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventTable;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads events, keeps their state and adds up what each family of events, those of one name, allocated doing so. */
final class FamilyReplay {
    private final Path capture;
    private final long[] events = new long[EventCodes.COUNT];
    private final long[] bytes = new long[EventCodes.COUNT];

    FamilyReplay(Path capture) {
        this.capture = capture;
    }

    /** What one family took. */
    private record Family(long events, long bytes) {
        Family plus(Family other) {
            return new Family(events + other.events, bytes + other.bytes);
        }

        double perEvent() {
            return (double) bytes / Math.max(1, events);
        }
    }

    /** Replays twice, the first time for what classes and caches need once, and prints the second. */
    void print() throws SourceException {
        replay();
        Arrays.fill(events, 0);
        Arrays.fill(bytes, 0);
        replay();
        Map<String, Family> families = new TreeMap<>();
        Family all = new Family(0, 0);
        for (int code = 0; code < events.length; code++) {
            if (events[code] > 0) {
                Family family = new Family(events[code], bytes[code]);
                families.merge(EventTable.byCode(code).name(), family, Family::plus);
                all = all.plus(family);
            }
        }
        families.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(
                        Comparator.comparingLong(Family::bytes).reversed().thenComparing(Family::events)))
                .forEach(entry -> line(entry.getKey(), entry.getValue()));
        line("all", all);
    }

    private static void line(String name, Family family) {
        System.out.printf(
                Locale.ROOT,
                "%-20s %,12d events %,14d bytes %9.1f B/event%n",
                name,
                family.events(),
                family.bytes(),
                family.perEvent());
    }

    private void replay() throws SourceException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (StatePass pass = new StatePass(capture)) {
            long[] before = {threads.getCurrentThreadAllocatedBytes()};
            pass.run(Stages.NONE.withObserver(context -> {
                long after = threads.getCurrentThreadAllocatedBytes();
                int code = context.event().code();
                events[code]++;
                bytes[code] += after - before[0];
                before[0] = after;
            }));
        }
    }
}
