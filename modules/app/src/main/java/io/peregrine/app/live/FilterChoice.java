package io.peregrine.app.live;

import io.peregrine.config.Configuration;
import io.peregrine.config.SyscallSettings.KernelFilter;
import io.peregrine.engine.RuleSet;
import io.peregrine.kernelfilter.FilterAnalysis;
import io.peregrine.kernelfilter.LeavingOut;
import io.peregrine.output.log.Log;
import io.peregrine.pipeline.EventParser;
import io.peregrine.schema.EventCodes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decides by {@code engine.kernel_filter} what the kernel may leave out: with {@code auto} only what rules alone would read.
 *
 * @param parsers who sees events beside the rules
 * @param foreign whether a field with this name is a plugin's
 */
record FilterChoice(List<EventParser> parsers, Predicate<String> foreign) {
    FilterChoice {
        parsers = List.copyOf(parsers);
    }

    /**
     * What may be left out.
     *
     * @param calls the calls to be watched, as bits of portable ids
     * @param log where it is told what is lost with {@code force}
     */
    LeavingOut of(RuleSet rules, BitSet calls, Configuration configuration, Log log) {
        KernelFilter mode = configuration.syscalls().kernelFilter();
        List<String> readers = readers(configuration);
        BitSet parsed = parsed();
        boolean force = mode == KernelFilter.FORCE;
        if (mode == KernelFilter.OFF) {
            return LeavingOut.nothing("engine.kernel_filter is off");
        }
        if (parsed.cardinality() == EventCodes.COUNT) {
            readers.add("a plugin parses every event");
        } else if (force && !parsed.isEmpty()) {
            readers.add("plugins parse events of some calls");
        }
        if (!force && !readers.isEmpty()) {
            return LeavingOut.nothing(String.join(", and ", readers));
        }
        LeavingOut leaving =
                FilterAnalysis.of(rules, calls, new FilterAnalysis.Readers(force ? new BitSet() : parsed, foreign));
        if (force && !readers.isEmpty() && leaving.reason().isEmpty()) {
            log.warning("engine.kernel_filter is force although " + String.join(", and ", readers)
                    + ": what no rule can match is missing there.");
        }
        return leaving;
    }

    /** Who besides rules and parsers reads events, in words. */
    private static List<String> readers(Configuration configuration) {
        List<String> readers = new ArrayList<>();
        if (configuration.capture().enabled()) {
            readers.add("events around alerts are recorded (capture.enabled)");
        }
        if (configuration.syscalls().all()) {
            readers.add("base_syscalls.all asks for every call");
        }
        if (!configuration.syscalls().customSet().isEmpty()) {
            readers.add("base_syscalls.custom_set says which calls are to be seen");
        }
        return readers;
    }

    private BitSet parsed() {
        BitSet codes = new BitSet();
        parsers.forEach(parser -> codes.or(parser.codes()));
        return codes;
    }
}
