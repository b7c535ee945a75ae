package io.peregrine.app.live;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.plugin.host.PluginGroup;
import io.peregrine.plugin.host.PluginInstance;
import io.peregrine.plugin.host.ReopenedStream;
import java.util.concurrent.locks.LockSupport;

/**
 * The events that a plugin brings to its source; a reload exchanges the plugin under it. Owned by the thread of the source, but for {@link
 * #wake}.
 */
public final class PluginStream implements EventSource, ReopenedStream {
    private static final long MILLISECOND = 1_000_000;

    /** Opens the stream of an instance. */
    @FunctionalInterface
    interface Opening {
        /**
         * Opens it.
         *
         * @throws SourceException in a sentence, when it cannot be had
         */
        EventSource open(PluginGroup group, PluginInstance instance) throws SourceException;
    }

    private final Opening opening;
    private EventSource current;
    private volatile EventSource woken;
    private boolean retired;
    private boolean drained;
    private boolean open = true;

    /** The stream of an instance, opened. */
    PluginStream(Opening opening, PluginGroup group, PluginInstance instance) throws SourceException {
        this.opening = opening;
        this.current = opening.open(group, instance);
        this.woken = current;
    }

    @Override
    public Outcome next(EventView view) throws SourceException {
        if (!retired) {
            return current.next(view);
        }
        if (!drained) {
            Outcome outcome = current.next(view);
            if (outcome != Outcome.END) {
                return outcome;
            }
            drained = true;
        }
        LockSupport.parkNanos(MILLISECOND);
        return Outcome.IDLE;
    }

    /** Lends what was brought already, and then nothing until it is opened anew. Once, before {@link #close} and {@link #open}. */
    @Override
    public boolean retire() {
        retired = true;
        drained = current.retire();
        return drained;
    }

    /** Whether everything was lent that was brought before {@link #retire}. */
    public boolean isDrained() {
        return drained;
    }

    @Override
    public void open(PluginGroup group, PluginInstance instance) throws SourceException {
        become(opening.open(group, instance));
        open = true;
    }

    @Override
    public void fail(SourceException reason) {
        become(new UnopenedSource(reason));
    }

    private void become(EventSource other) {
        current = other;
        woken = other;
        retired = false;
        drained = false;
    }

    @Override
    public void wake(Thread owner) {
        LockSupport.unpark(owner);
        woken.wake(owner);
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            current.close();
        }
    }
}
