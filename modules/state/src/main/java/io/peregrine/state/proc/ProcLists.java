package io.peregrine.state.proc;

import io.peregrine.state.scan.ScanSink;
import io.peregrine.state.scan.SystemLook.Portions;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Threads and descriptors from /proc; a portion is one process, or one thread. */
final class ProcLists implements SystemLists {
    private static final int MAX_STATUS = 1 << 16;
    private static final long SOCKETS_VALID_NANOS = 200_000_000L;

    private final ProcFiles files;
    private final LongSupplier clock;
    private final LongSupplier bootTime;
    private DescriptorScan descriptors;
    private long descriptorsFrom;

    /**
     * Lists from these files.
     *
     * @param clock the time of events in nanoseconds
     * @param bootTime when the machine started, by the same clock
     */
    ProcLists(ProcFiles files, LongSupplier clock, LongSupplier bootTime) {
        this.files = files;
        this.clock = clock;
        this.bootTime = bootTime;
        descriptors = new DescriptorScan(files);
    }

    @Override
    public Portions everything() {
        descriptors = new DescriptorScan(files);
        descriptorsFrom =
                Long.MAX_VALUE - SOCKETS_VALID_NANOS; // one reading of the socket tables serves the whole scan
        return new Walk(files.list("/proc")) {
            @Override
            void visit(long pid, ScanSink sink) {
                process(pid, sink);
            }

            @Override
            public void close() {
                descriptorsFrom = 0;
            }
        };
    }

    private void process(long pid, ScanSink sink) {
        if (thread("/proc/" + pid, pid).map(found -> found.into(sink)).orElse(false)) {
            descriptors(pid, sink);
            for (String name : files.list("/proc/" + pid + "/task")) {
                long tid = ProcText.number(name, -1);
                if (tid > 0 && tid != pid) {
                    thread("/proc/" + pid + "/task/" + tid, tid).ifPresent(found -> found.into(sink));
                }
            }
        }
    }

    @Override
    public Portions threads(long pid) {
        String directory = "/proc/" + pid + "/task";
        return new Walk(files.list(directory)) {
            @Override
            void visit(long tid, ScanSink sink) {
                thread(directory + "/" + tid, tid).ifPresent(found -> found.into(sink));
            }
        };
    }

    @Override
    public Optional<Found> thread(long tid) {
        return files.read("/proc/" + tid + "/status", MAX_STATUS)
                .map(status -> new StatusFile(status).number("Tgid", 0, tid))
                .flatMap(pid -> thread(pid == tid ? "/proc/" + tid : "/proc/" + pid + "/task/" + tid, tid));
    }

    private Optional<Found> thread(String directory, long tid) {
        long stamp = clock.getAsLong();
        return new ThreadScan(files, bootTime.getAsLong())
                .read(directory, tid)
                .map(found -> new Found(found.process(), found.startTime(), stamp));
    }

    @Override
    public void descriptors(long pid, ScanSink sink) {
        long stamp = clock.getAsLong();
        if (stamp - descriptorsFrom > SOCKETS_VALID_NANOS) {
            descriptors = new DescriptorScan(files);
            descriptorsFrom = stamp;
        }
        descriptors.scan("/proc/" + pid, descriptor -> sink.descriptor(pid, descriptor, stamp));
    }

    /** A list of names that are numbers, one at a time. */
    private abstract static class Walk implements Portions {
        private final Iterator<String> names;

        Walk(List<String> names) {
            this.names = names.iterator();
        }

        abstract void visit(long number, ScanSink sink);

        @Override
        public boolean next(ScanSink sink) {
            if (!names.hasNext()) {
                return false;
            }
            long number = ProcText.number(names.next(), -1);
            if (number > 0) {
                visit(number, sink);
            }
            return true;
        }

        @Override
        public void close() {}
    }
}
