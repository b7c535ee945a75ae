package io.peregrine.state.handler;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.Positions;
import io.peregrine.state.EnterRecord;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateCounters;

/** Keeps what an enter event of a capture brings until its exit event comes. */
final class EnterHandler implements EventHandler {
    @Override
    public void handle(EventContext context) {
        EventView event = context.event();
        boolean anyway = event.code() == EventCodes.SYSCALL_EXECVEAT_E || event.code() == EventCodes.SOCKET_CONNECT_E;
        if (!anyway && !event.has(0)) {
            return;
        }
        StateCounters counters = context.tables().counters();
        if (context.thread().isNone()) {
            counters.storeDrops++;
            return;
        }
        if (context.thread().setEnterRecord(record(event))) {
            counters.storedEvents++;
        } else {
            counters.storeDrops++;
        }
    }

    private static EnterRecord record(EventView event) {
        ByteString none = ByteString.EMPTY;
        int code = event.code();
        return switch (code) {
            case EventCodes.SYSCALL_OPEN_E ->
                new EnterRecord(
                        code,
                        EventTexts.text(event, Positions.OPEN_E.NAME),
                        0,
                        event.unsigned(Positions.OPEN_E.FLAGS),
                        none);
            case EventCodes.SYSCALL_CREAT_E, EventCodes.SYSCALL_EXECVE_19_E ->
                new EnterRecord(code, EventTexts.text(event, Positions.CREAT_E.NAME), 0, 0, none);
            case EventCodes.SOCKET_CONNECT_E ->
                new EnterRecord(code, none, 0, 0, event.bytes(Positions.CONNECT_E.ADDR));
            default ->
                new EnterRecord(
                        code,
                        EventTexts.text(event, Positions.OPENAT_E.NAME),
                        event.signed(Positions.OPENAT_E.DIRFD),
                        event.unsigned(Positions.OPENAT_E.FLAGS),
                        none);
        };
    }

    /** The enter half of the context's exit event, {@link EnterRecord#NONE} when it was not seen. */
    static EnterRecord of(EventContext context) {
        EnterRecord record = context.thread().enterRecord();
        StateCounters counters = context.tables().counters();
        if (EventLookup.isExitOf(context.event().code(), record.code())) {
            counters.retrievedEvents++;
            return record;
        }
        counters.retrieveDrops++;
        return EnterRecord.NONE;
    }
}
