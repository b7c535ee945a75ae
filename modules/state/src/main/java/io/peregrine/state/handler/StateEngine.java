package io.peregrine.state.handler;

import io.peregrine.event.ByteString;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.EnterRecord;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateTables;
import io.peregrine.state.ThreadActivity;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadPurge;

/**
 * Turns events into state: finds what an event is about and lets the handler of its code change the tables. Owned by the source's thread.
 *
 * <p>What an event ends (a thread, a descriptor) stays readable through that event and is removed when the next one comes. Events that
 * change nothing allocate nothing.
 */
public final class StateEngine {
    private final EventLookup lookup = new EventLookup();
    private final EventHandler[] handlers;
    private final boolean[] mayMoveContainer = new boolean[EventCodes.COUNT];
    private final Deferred deferred = new Deferred();
    private final ThreadPurge purge;
    private ByteString containerBefore = ByteString.EMPTY;

    /** An engine that removes idle threads as the purge says. */
    public StateEngine(ThreadPurge purge) {
        this.purge = purge;
        handlers = Handlers.create(lookup, deferred);
        ContainerMoves.codes().stream().forEach(code -> mayMoveContainer[code] = true);
    }

    /** An engine of a replay, where only events end threads. */
    public StateEngine() {
        this(ThreadPurge.NEVER);
    }

    /** Fills the context from the event that it holds and changes the tables as the event says. */
    public void process(EventContext context) {
        StateTables tables = context.tables();
        int code = context.event().code();
        long now = context.event().timestamp();
        tables.threads().setNow(now);
        deferred.run(tables, now);
        purge.run(tables, now);
        lookup.find(context);
        if (mayMoveContainer[code]) {
            containerBefore = StateTables.containerOf(context.thread());
        }
        EventHandler handler = handlers[code];
        if (handler != null && !isKnown(context, lookup.traits().of(code))) {
            handler.handle(context);
        }
        finish(context, lookup.traits().of(code));
    }

    /**
     * Whether a scan that is younger than the event has seen what it did. A clone may still tell of a child that has gone, and the end of a
     * thread counts unless it is that of a former bearer of the number: the scan can have looked at a thread on its way out.
     */
    private static boolean isKnown(EventContext context, int bits) {
        ThreadActivity activity = context.thread().activity();
        long time = context.event().timestamp();
        if (activity.stamp() == 0 || time >= activity.stamp() || (bits & EventTraits.CLONE) != 0) {
            return false;
        }
        return context.event().code() != EventCodes.PROCEXIT_1_E || time < activity.cloneTime();
    }

    /** What rules and parsers see beyond what handlers work on: the thread of an event that changes nothing, the last descriptor used. */
    private static void finish(EventContext context, int bits) {
        ThreadEntry thread = context.thread();
        if (thread.isNone()) {
            context.setThread(
                    context.tables().threads().findForEvent(context.event().tid()));
        } else {
            if ((bits & EventTraits.ENTER) == 0 && thread.enterRecord() != EnterRecord.NONE) {
                thread.setEnterRecord(EnterRecord.NONE);
            }
            if ((bits & EventTraits.ABOUT_DESCRIPTOR) != 0
                    && context.descriptor().isNone()) {
                context.fallBackTo(thread.descriptor(thread.activity().lastDescriptor()));
            }
        }
        context.pass();
    }

    /**
     * Follows a thread that plugin parsers have put into another container: its user and group become known there. To be called for each
     * event after the parsers.
     */
    public void afterParsers(EventContext context) {
        if (mayMoveContainer[context.event().code()] && !context.thread().isNone()) {
            ByteString container = StateTables.containerOf(context.thread());
            if (!container.equals(containerBefore)) {
                context.tables().learnAccounts(context.thread());
            }
        }
    }
}
