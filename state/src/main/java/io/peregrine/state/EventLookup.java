package io.peregrine.state;

/** Finds what an event is about. */
final class EventLookup {
    private EventLookup() {}

    static void prepare(EventContext context) {
        context.reset();
        context.tables().threads().setNow(context.event().timestamp());
        context.setThread(context.tables().threads().getForEvent(context.event().tid()));
    }
}
