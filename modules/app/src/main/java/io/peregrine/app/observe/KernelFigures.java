package io.peregrine.app.observe;

import io.peregrine.app.live.DropReports;
import io.peregrine.app.live.KernelCounts;
import io.peregrine.ffi.ProgramRuns;
import io.peregrine.probe.Counter;
import io.peregrine.probe.EntryWay;
import io.peregrine.probe.OverflowFigures;
import io.peregrine.probe.Probe;
import io.peregrine.probe.ProbeCounters;
import io.peregrine.schema.SyscallTable;
import io.peregrine.server.metrics.MetricSample;
import io.peregrine.server.metrics.MetricUnit;
import io.peregrine.server.metrics.OwnFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a probe counts, under the names of Falco's metrics. For any thread while the probe is open. */
public record KernelFigures(Probe probe) {
    /** Events and drops of all processors. Drops at the beginning of calls are always 0: no such events travel. */
    public List<MetricSample> totals() {
        KernelCounts counts = DropReports.counts(probe.counters());
        KernelCounts.ByCategory lost = counts.byCategory();
        return List.of(
                MetricSample.counter("n_evts", counts.events()),
                MetricSample.counter("n_drops_buffer_total", counts.buffer()),
                MetricSample.counter("n_drops_buffer_clone_fork_exit", lost.cloneFork()),
                MetricSample.counter("n_drops_buffer_execve_exit", lost.execve()),
                MetricSample.counter("n_drops_buffer_connect_enter", 0),
                MetricSample.counter("n_drops_buffer_connect_exit", lost.connect()),
                MetricSample.counter("n_drops_buffer_open_enter", 0),
                MetricSample.counter("n_drops_buffer_open_exit", lost.open()),
                MetricSample.counter("n_drops_buffer_dir_file_exit", lost.dirFile()),
                MetricSample.counter("n_drops_buffer_other_interest_exit", lost.other()),
                MetricSample.counter("n_drops_buffer_close_exit", lost.close()),
                MetricSample.counter("n_drops_buffer_proc_exit", lost.proc()),
                MetricSample.counter("n_drops_scratch_map", counts.scratch()),
                MetricSample.counter("n_drops", counts.drops()));
    }

    /** Events and drops of each processor. */
    public List<MetricSample> byProcessor() {
        List<MetricSample> samples = new ArrayList<>();
        int processor = 0;
        for (ProbeCounters row : probe.countersByProcessor()) {
            KernelCounts counts = DropReports.counts(row);
            samples.add(MetricSample.counter("n_evts_cpu_" + processor, counts.events()));
            samples.add(MetricSample.counter("n_drops_cpu_" + processor, counts.drops()));
            processor++;
        }
        return samples;
    }

    /** Runs and times of the attached programs; all 0 unless {@code kernel.bpf_stats_enabled} is 1. */
    public List<MetricSample> programs() {
        List<MetricSample> samples = new ArrayList<>();
        for (Map.Entry<String, ProgramRuns> program : probe.runs().entrySet()) {
            long count = program.getValue().count();
            long time = program.getValue().nanoseconds();
            samples.add(MetricSample.counter(program.getKey() + ".run_cnt", count));
            samples.add(new MetricSample(
                    program.getKey() + ".run_time_ns",
                    MetricUnit.NANOSECONDS_TOTAL,
                    true,
                    new MetricSample.Value.Whole(time)));
            samples.add(MetricSample.gauge(
                    program.getKey() + ".avg_time_ns", MetricUnit.NANOSECONDS, count == 0 ? 0 : time / count));
        }
        return samples;
    }

    /** What Falco does not count. */
    public List<OwnFigure> own() {
        ProbeCounters now = probe.counters();
        EntryWay way = probe.entryWay();
        OverflowFigures overflow = probe.overflowFigures();
        List<OwnFigure> own = new ArrayList<>(List.of(
                new OwnFigure(
                        MetricSample.gauge("entry_place", 1),
                        "Where arguments of opens and connects are taken before another thread can rewrite them.",
                        Map.of("place", word(way.place()), "compat", word(way.compat()))),
                OwnFigure.counter(
                        "own_events_left_out", now.get(Counter.OWN), "Events of this process, left out in the kernel."),
                OwnFigure.counter(
                        "events_with_late_arguments",
                        now.get(Counter.ENTRY_ABSENT),
                        "Events whose arguments were read when the call ended, not when it began."),
                OwnFigure.counter(
                        "calls_not_seen_to_begin",
                        now.get(Counter.ENTRY_UNSEEN),
                        "Of events_with_late_arguments: the call began before its program was attached, or there was no"
                                + " room."),
                OwnFigure.counter(
                        "events_without_program",
                        now.get(Counter.NO_PROGRAM),
                        "Events that no program of the probe was there for."),
                OwnFigure.counter(
                        "events_through_overflow_memory",
                        overflow.events(),
                        "Events that waited in overflow memory, because more came than were judged."),
                new OwnFigure(
                        MetricSample.gauge("overflow_memory", MetricUnit.BYTES, overflow.heldBytes()),
                        "Overflow memory that is taken at this moment.")));
        new TreeMap<>(probe.leftOut()).forEach((call, count) -> own.add(leftOut(call, count)));
        return own;
    }

    private static OwnFigure leftOut(int call, long count) {
        return new OwnFigure(
                MetricSample.counter("events_left_out", count),
                "Events that no rule could match, left out in the kernel and not among those that were made, by call.",
                Map.of("call", SyscallTable.byId(call).orElseThrow().name()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
