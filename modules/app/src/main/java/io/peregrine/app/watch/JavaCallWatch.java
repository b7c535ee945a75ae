package io.peregrine.app.watch;

import io.peregrine.app.observe.Figures;
import io.peregrine.app.observe.SourceFigures;
import io.peregrine.nativeplugin.CallWatch.SlowCall;
import io.peregrine.output.log.Log;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Says in the log when a call into a Java plugin does not return, once for each; those into native plugins are noted where they are made. Has a thread of its own. */
final class JavaCallWatch implements AutoCloseable {
    private static final Duration TOLD_AFTER = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Figures figures;
    private final Log log;
    private final Set<SourceFigures> told = new HashSet<>();
    private final Thread thread;
    private volatile boolean closed;

    private JavaCallWatch(Figures figures, Log log) {
        this.figures = figures;
        this.log = log;
        this.thread = Thread.ofPlatform().daemon().name("java-plugin-calls").unstarted(this::run);
    }

    /** Begins to look at the threads of the sources. */
    static JavaCallWatch start(Figures figures, Log log) {
        JavaCallWatch watch = new JavaCallWatch(figures, log);
        watch.thread.start();
        return watch;
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            figures.open().forEach(this::look);
        }
    }

    private void look(SourceFigures source) {
        List<SlowCall> slow = source.callOfJavaPlugin().stream()
                .filter(call -> call.lasting().compareTo(TOLD_AFTER) >= 0)
                .toList();
        if (slow.isEmpty()) {
            told.remove(source);
        } else if (told.add(source)) {
            log.warning(slow.getFirst().sentence());
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
