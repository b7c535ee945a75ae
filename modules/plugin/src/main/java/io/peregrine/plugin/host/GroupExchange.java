package io.peregrine.plugin.host;

import io.peregrine.event.SourceException;
import io.peregrine.plugin.PluginException;
import java.util.List;
import java.util.Optional;

/**
 * A group that stands ready to take the place of another over the same stream and tables: some instances stay, others were started beside it. Made on the
 * thread that reloads; {@link #apply} belongs to the thread of the stream where that runs.
 */
public final class GroupExchange {
    private final PluginGroup before;
    private final PluginGroup after;
    private final List<PluginInstance> leaving;
    private final List<PluginInstance> coming;

    GroupExchange(PluginGroup before, PluginGroup after) {
        this.before = before;
        this.after = after;
        this.leaving = without(before.instances(), after.instances());
        this.coming = without(after.instances(), before.instances());
    }

    private static List<PluginInstance> without(List<PluginInstance> all, List<PluginInstance> others) {
        return all.stream().filter(instance -> !others.contains(instance)).toList();
    }

    /** The group in force. */
    public PluginGroup before() {
        return before;
    }

    /** The group that will be. */
    public PluginGroup after() {
        return after;
    }

    /** The instances that were started for it. */
    public List<PluginInstance> coming() {
        return coming;
    }

    /** Whether another instance brings the source's events than before, so that the source is closed and opened. */
    public boolean reopens() {
        return !before.bringing().equals(after.bringing());
    }

    /**
     * Between two events: what leaves is told of the end and what comes of the beginning, the source's stream is closed and opened. One instance after the
     * other, because both may want the same port or file.
     *
     * @param stream the stream of the source's own events; empty when no plugin brings them
     * @throws PluginException when what comes cannot begin; what was to leave runs again then
     */
    public void apply(Optional<ReopenedStream> stream) throws PluginException {
        boolean own = reopens() && stream.isPresent();
        if (own) {
            stream.get().close();
        }
        before.end(leaving);
        try {
            if (own) {
                stream.get().open(after, after.bringing().orElseThrow());
            }
            after.beginLike(before, coming);
        } catch (PluginException | SourceException | RuntimeException e) {
            undo(own ? stream : Optional.empty());
            throw e instanceof PluginException known ? known : new PluginException(e.getMessage(), e);
        }
    }

    private void undo(Optional<ReopenedStream> stream) throws PluginException {
        stream.ifPresent(ReopenedStream::close);
        after.end(coming);
        if (stream.isPresent()) {
            try {
                stream.get().open(before, before.bringing().orElseThrow());
            } catch (SourceException e) {
                stream.get().fail(e);
            }
        }
        before.begin(leaving);
    }

    /** It is in force: ends the instances that have left. Called by the thread that reloads. */
    public void settle() {
        leaving.forEach(PluginInstance::close);
    }

    /** It will not be in force: ends the instances that were to come. Called by the thread that reloads. */
    public void discard() {
        coming.forEach(PluginInstance::close);
    }
}
