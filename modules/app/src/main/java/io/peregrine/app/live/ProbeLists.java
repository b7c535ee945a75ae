package io.peregrine.app.live;

import io.peregrine.event.EventSource;
import io.peregrine.event.SourceException;
import io.peregrine.probe.TaskIterators;
import io.peregrine.state.proc.KernelLists;

/**
 * The probe's lists of threads and files as the scan wants them: the one place that knows both.
 *
 * @param list the iterators in the kernel
 */
public record ProbeLists(TaskIterators list) implements KernelLists {
    @Override
    public EventSource threads() throws SourceException {
        return list.threads();
    }

    @Override
    public EventSource threads(long pid) throws SourceException {
        return list.threads(pid);
    }

    @Override
    public EventSource thread(long tid) throws SourceException {
        return list.thread(tid);
    }

    @Override
    public EventSource files() throws SourceException {
        return list.files();
    }

    @Override
    public EventSource files(long pid) throws SourceException {
        return list.files(pid);
    }
}
