package io.peregrine.nativeplugin;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Looks once a second, on a thread of its own, which calls into native plugins are running, and knows for how long: one that does not return is told
 * once. What it costs the calls themselves is the count that {@link CallNote} keeps.
 */
public final class CallWatch {
    private static final long BETWEEN_LOOKS = Duration.ofSeconds(1).toNanos();
    private static final Duration TOLD_AFTER = Duration.ofSeconds(10);

    private final CallNote notes;
    private final Consumer<String> log;
    private final Map<CallNote.Running, Seen> seen = new HashMap<>();

    /** Since when a call is known to run, and whether that was told. */
    private static final class Seen {
        private final long since;
        private boolean told;

        private Seen(long since) {
            this.since = since;
        }
    }

    /**
     * A call that has not returned for a while.
     *
     * @param plugin the plugin's name, or its library's path while it is loaded
     * @param call the function as exported
     * @param lasting for how long at least
     */
    public record SlowCall(String plugin, String call, Duration lasting) {
        /** In a sentence. */
        public String sentence() {
            return "The plugin '" + plugin + "' has been in the call " + call + " for " + lasting.toSeconds()
                    + " seconds.";
        }
    }

    private CallWatch(CallNote notes, Consumer<String> log) {
        this.notes = notes;
        this.log = log;
    }

    /** Starts looking, as long as the process lives. */
    static CallWatch start(CallNote notes, Consumer<String> log) {
        CallWatch watch = new CallWatch(notes, log);
        Thread.ofPlatform().daemon().name("plugin-calls").start(watch::run);
        return watch;
    }

    private void run() {
        while (true) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
            look(System.nanoTime());
        }
    }

    private synchronized void look(long now) {
        List<CallNote.Running> running = notes.running();
        seen.keySet().retainAll(running);
        running.forEach(call -> seen.putIfAbsent(call, new Seen(now)));
        seen.forEach((call, since) -> {
            if (!since.told && now - since.since >= TOLD_AFTER.toNanos()) {
                since.told = true;
                log.accept(slow(call, since, now).sentence());
            }
        });
    }

    private static SlowCall slow(CallNote.Running call, Seen seen, long now) {
        return new SlowCall(call.plugin(), call.call().exported(), Duration.ofNanos(now - seen.since));
    }

    /** The calls that have been running for so long or longer. For any thread. */
    public synchronized List<SlowCall> slowerThan(Duration time) {
        long now = System.nanoTime();
        return seen.entrySet().stream()
                .map(entry -> slow(entry.getKey(), entry.getValue(), now))
                .filter(call -> call.lasting().compareTo(time) >= 0)
                .toList();
    }
}
