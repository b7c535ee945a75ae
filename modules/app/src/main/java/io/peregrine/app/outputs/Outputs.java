package io.peregrine.app.outputs;

import io.peregrine.alert.Alert;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.Settings;
import io.peregrine.app.reload.ReloadPart;
import io.peregrine.config.Configuration;
import io.peregrine.config.FormatSettings;
import io.peregrine.config.OutputSettings;
import io.peregrine.output.OutputCounters;
import io.peregrine.output.OutputPipeline;
import io.peregrine.output.SinkStatus;
import io.peregrine.output.completion.Completion;
import io.peregrine.output.log.Log;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The outputs in force. Alerts may be submitted by any thread. When the settings change, alerts go to the new outputs from one event on, and
 * those wait until the old ones have delivered or given up what they hold, so that no order changes and no file has two writers.
 */
public final class Outputs implements ReloadPart, AutoCloseable {
    /** Makes outputs that are neither open nor started. */
    public interface Making {
        /** Makes them, or says what is wrong with the settings. */
        OutputPipeline make(Configuration configuration) throws CommandFailure;
    }

    /** What outputs are made from; the same settings need no others. */
    private record Settings(OutputSettings outputs, boolean json, boolean iso8601, FormatSettings.Include include) {
        static Settings of(Configuration configuration) {
            FormatSettings format = configuration.format();
            return new Settings(configuration.outputs(), format.json(), format.iso8601(), format.include());
        }
    }

    private final Making making;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Completion completion;
    private Settings settings;
    private OutputPipeline current;

    /** Outputs that are open and started, behind a station that waits for values. */
    public Outputs(
            Configuration configuration, OutputPipeline started, Making making, OutputCounters counters, Log log) {
        completion = new Completion(this::handOver, counters, log);
        this.making = making;
        settings = Settings.of(configuration);
        current = started;
    }

    /** Takes an alert; it goes on at once unless it waits for a value. */
    public void submit(Alert alert) {
        completion.submit(alert);
    }

    /** Says that values which alerts wait for may have come. */
    public void wake() {
        completion.wake();
    }

    private void handOver(Alert alert) {
        Lock reading = lock.readLock();
        reading.lock();
        try {
            current.submit(alert);
        } finally {
            reading.unlock();
        }
    }

    /** Lets every output open anew what it has opened. */
    public void reopen() {
        now().reopen();
    }

    /** The run was told to end: the end waits for nobody who does not take his alerts. */
    public void hurry() {
        now().hurry();
    }

    /** How every output is doing. */
    public List<SinkStatus> status() {
        return now().status();
    }

    private OutputPipeline now() {
        Lock reading = lock.readLock();
        reading.lock();
        try {
            return current;
        } finally {
            reading.unlock();
        }
    }

    @Override
    public Change prepare(Configuration next) throws CommandFailure {
        Settings wanted = Settings.of(next);
        if (wanted.equals(settings)) {
            return Change.NONE;
        }
        OutputPipeline replaced = now();
        OutputPipeline made = making.make(next);
        return new Change() {
            @Override
            public void apply() {
                lock.writeLock().lock();
                try {
                    current = made;
                } finally {
                    lock.writeLock().unlock();
                }
            }

            @Override
            public void settle() {
                settings = wanted;
                replaced.close();
                made.start();
            }

            @Override
            public void discard() {
                made.close();
            }
        };
    }

    @Override
    public void close() {
        completion.close();
        now().close();
    }
}
