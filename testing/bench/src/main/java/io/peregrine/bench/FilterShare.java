package io.peregrine.bench;

import io.peregrine.engine.RuleSet;
import io.peregrine.event.SourceException;
import io.peregrine.kernelfilter.DescriptorsToldLater;
import io.peregrine.kernelfilter.FilterAnalysis;
import io.peregrine.kernelfilter.FilterSimulation;
import io.peregrine.kernelfilter.LeavingOut;
import io.peregrine.pipeline.Stages;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.SyscallTable;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many events of a capture the kernel's filter would have left out under rules, by the name of the event. */
final class FilterShare {
    private final Path capture;
    private final RuleSet rules;

    FilterShare(Path capture, RuleSet rules) {
        this.capture = capture;
        this.rules = rules;
    }

    /** What came of one name. */
    private record Share(long events, long left) {
        Share plus(Share other) {
            return new Share(events + other.events, left + other.left);
        }
    }

    void print() throws SourceException {
        BitSet calls = new BitSet();
        SyscallTable.all().forEach(call -> calls.set(call.id()));
        LeavingOut leaving = FilterAnalysis.of(rules, calls, FilterAnalysis.Readers.RULES_ALONE);
        leaving.words().forEach(System.out::println);
        FilterSimulation filter = new FilterSimulation(leaving);
        DescriptorsToldLater later = new DescriptorsToldLater(filter);
        long[] events = new long[EventCodes.COUNT];
        long[] left = new long[EventCodes.COUNT];
        try (StatePass pass = new StatePass(capture)) {
            pass.run(Stages.NONE.withObserver(context -> {
                int code = context.event().code();
                events[code]++;
                boolean leftOut =
                        filter.leavesOut(context.event()) || later.keepsBack(context, told -> left[told.code()]--);
                left[code] += leftOut ? 1 : 0;
            }));
        }
        Map<String, Share> shares = new TreeMap<>();
        Share all = new Share(0, 0);
        for (int code = 0; code < events.length; code++) {
            Share share = new Share(events[code], left[code]);
            all = all.plus(share);
            if (events[code] > 0) {
                shares.merge(EventTable.byCode(code).name(), share, Share::plus);
            }
        }
        shares.entrySet().stream()
                .sorted((one, other) ->
                        Long.compare(other.getValue().events(), one.getValue().events()))
                .forEach(entry -> line(entry.getKey(), entry.getValue()));
        line("all", all);
    }

    private static void line(String name, Share share) {
        System.out.printf(
                Locale.ROOT,
                "%-20s %,12d events %,12d left out %5.1f %%%n",
                name,
                share.events(),
                share.left(),
                100.0 * share.left() / Math.max(1, share.events()));
    }
}
