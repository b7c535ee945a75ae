package io.peregrine.state.proc;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.DescriptorTable;
import io.peregrine.state.scan.ScanSink;
import io.peregrine.state.scan.SystemLook.Portions;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Threads and descriptors from the kernel's own lists; a portion is what the kernel writes at once. What the kernel fails to list is read
 * from /proc.
 */
final class IteratedLists implements SystemLists {
    private final KernelLists kernel;
    private final SystemLists otherwise;
    private final IteratedRecords records;

    /**
     * Lists of the kernel's.
     *
     * @param otherwise where to look when the kernel fails
     * @param records makes records of events
     */
    IteratedLists(KernelLists kernel, SystemLists otherwise, IteratedRecords records) {
        this.kernel = kernel;
        this.otherwise = otherwise;
        this.records = records;
    }

    /** Begins a list of the kernel's. */
    @FunctionalInterface
    private interface Start {
        EventSource begin() throws SourceException;
    }

    @Override
    public Portions everything() {
        return new Chain(new Pass(kernel::threads, otherwise::everything), new Pass(kernel::files, NoPortions::new));
    }

    @Override
    public Portions threads(long pid) {
        return new Pass(() -> kernel.threads(pid), () -> otherwise.threads(pid));
    }

    @Override
    public Optional<Found> thread(long tid) {
        EventView view = new EventView();
        try (EventSource list = kernel.thread(tid)) {
            return list.next(view) == Outcome.EVENT
                    ? Optional.of(records.thread(view))
                    : otherwise.thread(tid); // some sandboxes hide a process from the kernel's lists
        } catch (SourceException e) {
            return otherwise.thread(tid);
        }
    }

    @Override
    public void descriptors(long pid, ScanSink sink) {
        EventView view = new EventView();
        try (EventSource list = kernel.files(pid)) {
            Outcome outcome = list.next(view);
            for (int count = 0; outcome != Outcome.END && count <= DescriptorTable.MAX_SIZE; count++) {
                if (outcome == Outcome.EVENT) {
                    handOver(view, sink);
                }
                outcome = list.next(view);
            }
        } catch (SourceException e) {
            otherwise.descriptors(pid, sink);
        }
    }

    private void handOver(EventView view, ScanSink sink) {
        if (view.code() == EventCodes.ITER_TASK_E) {
            records.thread(view).into(sink);
        } else {
            sink.descriptor(IteratedRecords.tid(view), records.descriptor(view), view.timestamp());
        }
    }

    /** One list of the kernel's, and what stands in for it when that fails. */
    private final class Pass implements Portions {
        private final Start start;
        private final Supplier<Portions> substitute;
        private final EventView view = new EventView();
        private Optional<EventSource> list = Optional.empty();
        private Optional<Portions> other = Optional.empty();

        Pass(Start start, Supplier<Portions> substitute) {
            this.start = start;
            this.substitute = substitute;
        }

        @Override
        public boolean next(ScanSink sink) {
            if (other.isPresent()) {
                return other.get().next(sink);
            }
            try {
                if (list.isEmpty()) {
                    list = Optional.of(start.begin());
                }
                Outcome outcome = list.get().next(view);
                while (outcome == Outcome.EVENT) {
                    handOver(view, sink);
                    outcome = list.get().next(view);
                }
                return outcome == Outcome.IDLE;
            } catch (SourceException e) {
                other = Optional.of(substitute.get());
                return true;
            }
        }

        @Override
        public void close() {
            list.ifPresent(EventSource::close);
            other.ifPresent(Portions::close);
        }
    }

    /** One list behind the other. */
    private record Chain(Portions first, Portions second) implements Portions {
        @Override
        public boolean next(ScanSink sink) {
            return first.next(sink) || second.next(sink);
        }

        @Override
        public void close() {
            first.close();
            second.close();
        }
    }

    /** An empty list. */
    private static final class NoPortions implements Portions {
        @Override
        public boolean next(ScanSink sink) {
            return false;
        }

        @Override
        public void close() {}
    }
}
