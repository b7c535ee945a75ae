package io.peregrine.app.live;

import io.peregrine.alert.Alert;
import io.peregrine.alert.FieldValue;
import io.peregrine.alert.InternalAlert;
import io.peregrine.alert.Priority;
import io.peregrine.app.record.RecorderSetup;
import io.peregrine.config.DropSettings;
import io.peregrine.output.log.Log;
import io.peregrine.output.log.LogLevel;
import io.peregrine.probe.Counter;
import io.peregrine.probe.ProbeCounters;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Carries out the actions of {@code syscall_event_drops}: a line in the log, an internal alert, the end of the program. */
public final class DropReports implements DropMonitor.Reports {
    private static final String RULE = "Falco internal: syscall event drop";

    private DropSettings settings;
    private final Log log;
    private final Consumer<Alert> alerts;
    private final Consumer<String> exit;
    private final String hostname;
    private final boolean probed;

    /** Reports that go to these receivers; {@code probed} says whether a probe is behind the events, {@code exit} ends the program with a sentence. */
    public DropReports(DropSettings settings, RecorderSetup.Reports receivers, boolean probed, Consumer<String> exit) {
        this.settings = settings;
        this.log = receivers.log();
        this.alerts = receivers.alerts();
        this.hostname = receivers.hostname();
        this.exit = exit;
        this.probed = probed;
    }

    /** Carries out other actions from the next report on. */
    public void follow(DropSettings others) {
        settings = others;
    }

    /** Counters of a probe in the shape that the monitor takes. */
    public static KernelCounts counts(ProbeCounters now) {
        long buffer = now.get(Counter.DROPPED);
        long scratch = now.get(Counter.TOO_LARGE);
        return new KernelCounts(
                now.get(Counter.EVENTS),
                buffer + scratch + now.get(Counter.NO_PROGRAM),
                buffer,
                new KernelCounts.ByCategory(
                        now.get(Counter.DROPPED_CLONE),
                        now.get(Counter.DROPPED_EXECVE),
                        now.get(Counter.DROPPED_CONNECT),
                        now.get(Counter.DROPPED_OPEN),
                        now.get(Counter.DROPPED_DIR_FILE),
                        now.get(Counter.DROPPED_OTHER),
                        now.get(Counter.DROPPED_CLOSE),
                        now.get(Counter.DROPPED_PROC)),
                scratch);
    }

    @Override
    public void dropped(long time, KernelCounts lost) {
        String message = RULE + ". " + lost.drops() + " system calls dropped in last second.";
        for (DropSettings.Action action : settings.actions()) {
            switch (action) {
                case LOG -> log.debug(message);
                case ALERT ->
                    alerts.accept(new InternalAlert(time, RULE, Priority.DEBUG, hostname, message, fields(lost)));
                case EXIT -> {
                    log.log(LogLevel.CRITICAL, message);
                    log.log(LogLevel.CRITICAL, "Exiting.");
                    exit.accept("Events were lost and syscall_event_drops.actions asks to exit then: " + message);
                }
            }
        }
    }

    @Override
    public void simulated() {
        log.info("Simulating syscall event drop");
    }

    @Override
    public void suppressed() {
        log.debug("Syscall event drop but token bucket depleted, skipping actions");
    }

    private SortedMap<String, FieldValue> fields(KernelCounts lost) {
        SortedMap<String, FieldValue> fields = new TreeMap<>();
        put(fields, "n_evts", lost.events());
        put(fields, "n_drops", lost.drops());
        put(fields, "n_drops_buffer_total", lost.buffer());
        put(fields, "n_drops_buffer_clone_fork_exit", lost.byCategory().cloneFork());
        put(fields, "n_drops_buffer_execve_exit", lost.byCategory().execve());
        put(fields, "n_drops_buffer_connect_exit", lost.byCategory().connect());
        put(fields, "n_drops_buffer_open_exit", lost.byCategory().open());
        put(fields, "n_drops_buffer_dir_file_exit", lost.byCategory().dirFile());
        put(fields, "n_drops_buffer_other_interest_exit", lost.byCategory().other());
        put(fields, "n_drops_buffer_close_exit", lost.byCategory().close());
        put(fields, "n_drops_buffer_proc_exit", lost.byCategory().proc());
        put(fields, "n_drops_scratch_map", lost.scratch());
        put(fields, "n_drops_page_faults", 0);
        put(fields, "n_drops_bug", 0);
        put(fields, "ebpf_enabled", probed ? 1 : 0);
        return fields;
    }

    /** Figures of this alert are texts, as in Falco. */
    private static void put(SortedMap<String, FieldValue> fields, String name, long value) {
        fields.put(name, new FieldValue.Text(Long.toString(value)));
    }
}
