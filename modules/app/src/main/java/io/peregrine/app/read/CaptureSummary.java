package io.peregrine.app.read;

import io.peregrine.app.terminal.Progress;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.pipeline.Stages;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventFlag;
import io.peregrine.schema.EventTable;
import io.peregrine.state.EventContext;
import io.peregrine.state.Machine;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.SocketAddresses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What is in a capture: its times, its processes, how many events of each kind, and which files and connections were used most. */
public final class CaptureSummary {
    private final long[] counts = new long[EventTable.size()];
    private final Map<ByteString, Usage> files = new HashMap<>();
    private final Map<ByteString, Usage> connections = new HashMap<>();
    private final Map<Long, ProcessNode> processes = new TreeMap<>();
    private final TransferCounts transfers = new TransferCounts();
    private Machine machine = Machine.UNKNOWN;
    private long events;
    private long first;
    private long last;
    private Optional<String> damage = Optional.empty();

    /** How a file or connection was used. */
    static final class Usage {
        private long events;
        private long readBytes;
        private long writtenBytes;

        long events() {
            return events;
        }

        long readBytes() {
            return readBytes;
        }

        long writtenBytes() {
            return writtenBytes;
        }
    }

    /** A process that had an event, or whose child had one. */
    static final class ProcessNode {
        private final long pid;
        private long parent;
        private boolean isNew = true;
        private ByteString commandLine = ByteString.EMPTY;
        private long events;

        ProcessNode(long pid) {
            this.pid = pid;
        }

        long pid() {
            return pid;
        }

        long parent() {
            return parent;
        }

        ByteString commandLine() {
            return commandLine;
        }

        long events() {
            return events;
        }
    }

    private CaptureSummary() {}

    /**
     * Reads a capture to its end, or to its damage, which the summary then names.
     *
     * @param progress told how far it has been read
     * @param failures told when an event could not be handled, in a sentence
     * @throws SourceException when it cannot be opened
     */
    public static CaptureSummary of(Path capture, Progress progress, Consumer<String> failures) throws SourceException {
        CaptureSummary summary = new CaptureSummary();
        try (CaptureReplay replay = CaptureReplay.open(capture, new CaptureReplay.Surroundings(progress, failures))) {
            EventContext context = replay.context();
            summary.machine = context.tables().machine();
            try {
                replay.run(Stages.NONE.withObserver(summary::add), () -> false);
            } catch (SourceException e) {
                summary.damage = Optional.of(e.getMessage());
            }
        }
        return summary;
    }

    private void add(EventContext context) {
        EventView event = context.event();
        first = events == 0 ? event.timestamp() : Math.min(first, event.timestamp());
        last = Math.max(last, event.timestamp());
        events++;
        counts[event.code()]++;
        addProcess(context);
        addDescriptor(event, context.descriptor());
    }

    private void addProcess(EventContext context) {
        ThreadEntry thread = context.thread();
        if (thread.isNone() || thread.isInvalid()) {
            return;
        }
        node(thread, context).events++;
    }

    /** The node of a thread's process; a new one brings its ancestors. */
    private ProcessNode node(ThreadEntry thread, EventContext context) {
        ProcessNode own = refresh(thread);
        ProcessNode child = own;
        ThreadEntry main = mainOf(thread);
        while (child.isNew) {
            child.isNew = false;
            ThreadEntry parent = context.tables().threads().parentOf(main);
            if (!parent.isNone() && !parent.isInvalid() && parent.pid() != child.pid) {
                child.parent = parent.pid();
                child = refresh(parent);
                main = mainOf(parent);
            }
        }
        return own;
    }

    private ProcessNode refresh(ThreadEntry thread) {
        ProcessNode node = processes.computeIfAbsent(thread.pid(), ProcessNode::new);
        node.commandLine = mainOf(thread).commandLine();
        return node;
    }

    private static ThreadEntry mainOf(ThreadEntry thread) {
        ThreadEntry main = thread.mainThread();
        return main.isNone() ? thread : main;
    }

    private void addDescriptor(EventView event, Descriptor descriptor) {
        if (descriptor.isNone() || descriptor.name().isEmpty()) {
            return;
        }
        boolean connection = descriptor.addresses() instanceof SocketAddresses.Internet;
        boolean file = descriptor.addresses() instanceof SocketAddresses.None
                && descriptor.name().at(0) == '/';
        if (connection || file) {
            Usage usage = (connection ? connections : files).computeIfAbsent(descriptor.name(), name -> new Usage());
            usage.events++;
            long bytes = transfers.bytes(event);
            EventDescriptor kind = event.descriptor();
            usage.readBytes += kind.has(EventFlag.READS_FROM_FD) ? bytes : 0;
            usage.writtenBytes += kind.has(EventFlag.WRITES_TO_FD) ? bytes : 0;
        }
    }

    Machine machine() {
        return machine;
    }

    /** The number of events. */
    public long events() {
        return events;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /** The sentence that names the capture's damage, if it is damaged. */
    public Optional<String> damage() {
        return damage;
    }

    /** The kinds of events that occurred, the most frequent first. */
    List<Map.Entry<String, Long>> kinds() {
        Map<String, Long> byName = new TreeMap<>();
        for (int code = 0; code < counts.length; code++) {
            if (counts[code] > 0) {
                byName.merge(EventTable.byCode(code).name(), counts[code], Long::sum);
            }
        }
        List<Map.Entry<String, Long>> sorted = new ArrayList<>(byName.entrySet());
        sorted.sort(Map.Entry.<String, Long>comparingByValue().reversed());
        return sorted;
    }

    List<Map.Entry<ByteString, Usage>> topFiles(int most) {
        return top(files, most);
    }

    List<Map.Entry<ByteString, Usage>> topConnections(int most) {
        return top(connections, most);
    }

    private static List<Map.Entry<ByteString, Usage>> top(Map<ByteString, Usage> all, int most) {
        Comparator<Map.Entry<ByteString, Usage>> byEvents = Comparator.comparingLong(entry -> -entry.getValue().events);
        return all.entrySet().stream()
                .sorted(byEvents.thenComparing(Map.Entry::getKey))
                .limit(most)
                .toList();
    }

    /** The processes by number. */
    Map<Long, ProcessNode> processes() {
        return processes;
    }
}
