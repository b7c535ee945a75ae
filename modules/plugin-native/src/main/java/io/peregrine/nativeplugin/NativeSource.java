package io.peregrine.nativeplugin;

import io.peregrine.event.EventLayout;
import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.NativeHeader;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import io.peregrine.ffi.ProcessMemory;
import io.peregrine.schema.EventCodes;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * {@code plugin_next_batch}: events lie in the plugin's memory and are lent from there, the batch as a whole before the next call, its result
 * behind its events. As in Falco (source_plugin.c of libs 0.25.2), id, thread and time are written into the plugin's memory.
 */
final class NativeSource implements EventSource {
    private static final int TIMEOUT = -1;
    private static final int ENDED = 2;
    private static final int LONGEST_ERROR = 255;
    private static final long ID = 34;
    private static final long PAYLOAD = 38;
    private static final long NANOS = 1_000_000_000L;

    private final NativePlugin plugin;
    private final SourceName source;
    private final long instance;
    private final MemorySegment answer;
    private final long countAt;
    private final long eventsAt;
    private long events;
    private int count;
    private int next;
    private int code;
    private boolean retired;
    private boolean closed;

    NativeSource(NativePlugin plugin, SourceName source, long instance) {
        this.plugin = plugin;
        this.source = source;
        this.instance = instance;
        this.answer = plugin.arena().allocate(16, 8);
        this.countAt = answer.address();
        this.eventsAt = answer.address() + 8;
    }

    @Override
    public Outcome next(EventView view) throws SourceException {
        if (next == count) {
            if (retired) {
                return Outcome.END;
            }
            if (code == 0) {
                ask();
            }
            if (next == count) {
                return ended();
            }
        }
        if (!ProcessMemory.isPlausible(events)) {
            throw malformed();
        }
        long event = ProcessMemory.getLong(events + 8L * next++);
        show(event, view);
        return Outcome.EVENT;
    }

    private void ask() {
        ProcessMemory.putLong(countAt, 0);
        ProcessMemory.putLong(eventsAt, 0);
        code = (int) plugin.calls().call(PluginSymbol.NEXT_BATCH, plugin.state(), instance, countAt, eventsAt);
        events = ProcessMemory.getLong(eventsAt);
        next = 0;
        count = events == 0 ? 0 : Math.max(0, ProcessMemory.getInt(countAt));
    }

    /** The events of the batch have been lent: what its result says. */
    private Outcome ended() throws SourceException {
        int result = code;
        code = 0;
        return switch (result) {
            case TIMEOUT -> Outcome.IDLE;
            case ENDED -> Outcome.END;
            case 0 -> {
                if (count > 0) {
                    yield Outcome.IDLE;
                }
                throw new SourceException("unexpected 0 size event returned by plugin " + name());
            }
            default -> throw new SourceException(cut(plugin.lastError()));
        };
    }

    private void show(long event, EventView view) throws SourceException {
        if (!ProcessMemory.isPlausible(event)) {
            throw malformed();
        }
        MemorySegment memory = ProcessMemory.ALL;
        boolean own = source.id() != 0;
        int type = NativeHeader.code(memory, event);
        if (own) {
            checkOwn(event, type);
        } else if (type == EventCodes.PLUGINEVENT_E && ProcessMemory.getInt(event + ID) == 0) {
            throw new SourceException("malformed plugin event produced by plugin (no ID): '" + name() + "'");
        }
        if (type == EventCodes.PLUGINEVENT_E) {
            ProcessMemory.putLong(event + 8, -1);
        }
        if (NativeHeader.timestamp(memory, event) == -1) {
            NativeHeader.putTimestamp(memory, event, now());
        }
        if (!view.copyFrom(memory, event, EventLayout.LARGEST, 0)) {
            throw malformed();
        }
    }

    /** The code and the number of parameters are right, and the id is the plugin's. */
    private void checkOwn(long event, int type) throws SourceException {
        MemorySegment memory = ProcessMemory.ALL;
        if (type != EventCodes.PLUGINEVENT_E
                || NativeHeader.paramCount(memory, event) != 2
                || NativeHeader.length(memory, event) < PAYLOAD) {
            throw malformed();
        }
        long id = Integer.toUnsignedLong(ProcessMemory.getInt(event + ID));
        if (id == 0) {
            ProcessMemory.putInt(event + ID, (int) source.id());
        } else if (id != source.id()) {
            throw new SourceException("unexpected plugin ID in plugin event: plugin='" + name() + "', expected_id="
                    + source.id() + ", actual_id=" + (int) id);
        }
    }

    private SourceException malformed() {
        return new SourceException("malformed plugin event produced by plugin: '" + name() + "'");
    }

    private String name() {
        return plugin.identity().name();
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS + now.getNano();
    }

    /** An error text as far as Falco keeps it. */
    static String cut(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_ERROR ? text : new String(bytes, 0, LONGEST_ERROR, StandardCharsets.UTF_8);
    }

    /** A batch is lent to its end. */
    @Override
    public boolean retire() {
        retired = true;
        return next == count;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            plugin.calls().call(PluginSymbol.CLOSE, plugin.state(), instance);
        }
    }
}
