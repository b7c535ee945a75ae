package io.peregrine.probe;

import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.schema.SyscallTable;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints what the live source lends, for looking at it by hand: seconds to run, then names of calls (none for all). */
public final class Watch {
    private Watch() {}

    public static void main(String[] args) throws Exception {
        long end = System.nanoTime() + Long.parseLong(args[0]) * 1_000_000_000L;
        Set<String> names = Set.of(args).stream().skip(0).collect(Collectors.toSet());
        Set<Integer> interest = SyscallTable.all().stream()
                .filter(call -> args.length == 1 || names.contains(call.name()))
                .map(call -> call.id())
                .collect(Collectors.toSet());
        long begin = System.nanoTime();
        try (ProbeSource source = Probe.open(ProbeSpec.of(interest))) {
            System.out.println("open after ms " + (System.nanoTime() - begin) / 1_000_000);
            EventView view = new EventView();
            long events = 0;
            while (System.nanoTime() < end) {
                if (source.next(view) == Outcome.EVENT) {
                    events++;
                    if (events <= 40) {
                        System.out.println(view.timestamp() + " cpu " + view.cpu() + " tid " + view.tid() + " "
                                + view.code() + " " + view.descriptor().name() + " " + view.length());
                    }
                }
            }
            System.out.println(events + " events, " + source.probe().counters());
        }
    }
}
