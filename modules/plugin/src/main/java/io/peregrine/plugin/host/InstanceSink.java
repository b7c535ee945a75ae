package io.peregrine.plugin.host;

import io.peregrine.event.EventView;
import io.peregrine.pipeline.InjectionQueue;
import io.peregrine.plugin.AsyncSink;
import io.peregrine.plugin.PluginLogLevel;
import java.util.Optional;

/** Where an instance sends asynchronous events: into the queue of the stream. For any thread. */
final class InstanceSink implements AsyncSink {
    private final AsyncCheck check;
    private final InjectionQueue queue;
    private final PluginLog log;

    InstanceSink(AsyncCheck check, InjectionQueue queue, PluginLog log) {
        this.check = check;
        this.queue = queue;
        this.log = log;
    }

    @Override
    public Answer send(String name, long timestamp, long tid, byte[] data) {
        return send(check.event(name, timestamp, tid, data));
    }

    @Override
    public Answer send(EventView event) {
        Optional<String> fault = check.fault(event);
        if (fault.isPresent()) {
            return new Answer.Refused(fault.get());
        }
        switch (queue.put(event, check.source())) {
            case FULL -> log.log(PluginLogLevel.WARNING, "async event queue is full");
            case TOO_FAR_AHEAD -> log.log(PluginLogLevel.WARNING, "async event ts too far in future");
            case MALFORMED -> {
                return new Answer.Refused(check.malformed());
            }
            case TAKEN, CLOSED -> {}
        }
        return new Answer.Taken();
    }
}
