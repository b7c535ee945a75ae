package io.peregrine.plugin;

import io.peregrine.event.AsyncName;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceName;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.EventContext;

/**
 * An event as a plugin sees it; valid during the call that it is handed to. Owned by the thread of the source; nothing allocates but the
 * methods that say so.
 */
public final class PluginEvent {
    private static final int PAYLOAD = 1;
    private static final int ASYNC_DATA = 2;

    private EventContext context;
    private SourceName source = SourceName.SYSCALL;

    /** Shows nothing until {@link #show}. */
    public PluginEvent() {}

    /** Shows the event in hand of a context, which belongs to a source. */
    public PluginEvent show(EventContext shown, SourceName of) {
        context = shown;
        source = of;
        return this;
    }

    /** The running number of the event in its stream, from 1: two calls with one number see one event. */
    public long number() {
        return view().number();
    }

    /** Nanoseconds since the epoch. */
    public long timestamp() {
        return view().timestamp();
    }

    /** The thread that made it, -1 for none. */
    public long tid() {
        return view().tid();
    }

    /** Its code, one of {@link EventCodes}. */
    public int code() {
        return view().code();
    }

    /** The source that it belongs to. */
    public SourceName source() {
        return source;
    }

    /** Whether it comes from a plugin's source, with a payload. */
    public boolean isPluginEvent() {
        return code() == EventCodes.PLUGINEVENT_E;
    }

    /** Whether it is an asynchronous event of a plugin. */
    public boolean isAsync() {
        return code() == EventCodes.ASYNCEVENT_E;
    }

    /** The bytes of the payload of a plugin's event, or of the data of an asynchronous one. */
    public int payloadLength() {
        return view().paramLength(isAsync() ? ASYNC_DATA : PAYLOAD);
    }

    /** Copies the payload into an array that has room for {@link #payloadLength} bytes. */
    public void copyPayload(byte[] into) {
        view().copy(isAsync() ? ASYNC_DATA : PAYLOAD, 0, payloadLength(), into, 0);
    }

    /** The payload; allocates. */
    public byte[] payload() {
        byte[] bytes = new byte[payloadLength()];
        copyPayload(bytes);
        return bytes;
    }

    /** The name of an asynchronous event; allocates. */
    public ByteString asyncName() {
        return AsyncName.of(view());
    }

    /** The whole event with its parameters. */
    public EventView view() {
        return context.event();
    }

    /** The event with what the tables know of it: its thread, its descriptor. */
    public EventContext context() {
        return context;
    }
}
