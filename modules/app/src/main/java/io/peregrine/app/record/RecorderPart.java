package io.peregrine.app.record;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.app.reload.ReloadPart;
import io.peregrine.config.CaptureSettings;
import io.peregrine.config.Configuration;
import io.peregrine.pipeline.EventObserver;
import io.peregrine.recorder.CaptureFields;
import io.peregrine.recorder.Recorder;
import io.peregrine.state.EventContext;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The recorder in force. Owned by the thread of the source, but for {@link #prepare} and {@link Change#settle}. Other settings end a recording
 * that runs; its file is completed.
 */
public final class RecorderPart implements ReloadPart, EventObserver, AutoCloseable {
    /** Prepares recorders. */
    public interface Making {
        /**
         * Checks the settings and returns what makes the recorder, to be called by the source's thread.
         *
         * @param coming the plugins whose fields conditions may use, when a reload exchanges them; empty for those in force
         */
        Supplier<Optional<Recorder>> make(Configuration configuration, Optional<LoadedPlugins> coming)
                throws CommandFailure;
    }

    private final EventContext context;
    private final CaptureFields fields;
    private final Making making;
    private CaptureSettings settings;
    private Optional<Recorder> current = Optional.empty();
    private boolean includesFile;

    /** A recorder for the configuration. */
    public RecorderPart(Configuration configuration, EventContext context, CaptureFields fields, Making making)
            throws CommandFailure {
        this.context = context;
        this.fields = fields;
        this.making = making;
        settings = configuration.capture();
        use(making.make(configuration, Optional.empty()).get(), settings.includeFileField());
    }

    /** The recorder, empty when nothing is recorded. */
    public Optional<Recorder> current() {
        return current;
    }

    /** The file that holds the current event, or will, if the settings ask for its name in every alert. */
    public Optional<String> fileForAlerts() {
        return includesFile ? current.flatMap(Recorder::file) : Optional.empty();
    }

    @Override
    public void event(EventContext judged) {
        if (current.isPresent()) {
            current.get().event(judged.event());
        }
    }

    /** Time has passed. */
    public void tick(long now) {
        if (current.isPresent()) {
            current.get().tick(now);
        }
    }

    private void use(Optional<Recorder> recorder, boolean fileIncluded) {
        current = recorder;
        includesFile = fileIncluded;
        recorder.ifPresentOrElse(open -> fields.register(context, open), () -> fields.remove(context));
    }

    @Override
    public Change prepare(Configuration next) throws CommandFailure {
        return prepare(next, Optional.empty());
    }

    /**
     * Prepares for another configuration.
     *
     * @param coming the plugins that will be in force, when those of the source are exchanged: a condition may read their fields
     * @throws CommandFailure when its condition is wrong
     */
    public Change prepare(Configuration next, Optional<LoadedPlugins> coming) throws CommandFailure {
        CaptureSettings wanted = next.capture();
        boolean sameFields = coming.isEmpty() || wanted.filter().isBlank();
        if (wanted.equals(settings) && sameFields) {
            return Change.NONE;
        }
        Supplier<Optional<Recorder>> made = making.make(next, coming);
        return new Change() {
            private Runnable ending = () -> {};

            @Override
            public void apply() {
                ending = current.map(Recorder::end).orElse(ending);
                use(made.get(), wanted.includeFileField());
            }

            @Override
            public void settle() {
                settings = wanted;
                ending.run();
            }
        };
    }

    @Override
    public void close() {
        fields.remove(context);
        current.ifPresent(Recorder::close);
    }
}
