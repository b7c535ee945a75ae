package io.peregrine.plugin.host;

import io.peregrine.event.EventView;
import io.peregrine.plugin.AsyncSink;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes what an instance says of its state when a capture begins: as it is, time and id included. Used by the thread of the source. */
final class DumpSink implements AsyncSink {
    private final AsyncCheck check;
    private final Consumer<EventView> events;

    DumpSink(AsyncCheck check, Consumer<EventView> events) {
        this.check = check;
        this.events = events;
    }

    @Override
    public Answer send(String name, long timestamp, long tid, byte[] data) {
        return send(check.event(name, timestamp, tid, data));
    }

    @Override
    public Answer send(EventView event) {
        Optional<String> fault = check.nameFault(event);
        if (fault.isPresent()) {
            return new Answer.Refused(fault.get());
        }
        events.accept(event);
        return new Answer.Taken();
    }
}
