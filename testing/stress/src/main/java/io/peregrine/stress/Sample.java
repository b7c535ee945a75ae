package io.peregrine.stress;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.HeldSnapshot;
import io.peregrine.capture.record.IgnoredState;
import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.history.RememberedTables;
import io.peregrine.state.scan.SnapshotLoader;

/** Tables of one process with one descriptor, what events change of them, and what a snapshot tells of them. */
final class Sample {
    /** What everything numbered has before the events. */
    static final int BEFORE = 1;

    /** What it has afterwards. */
    static final int AFTER = 2;

    private static final long PROCESS = 100;
    private static final ByteString NONE = ByteString.EMPTY;

    private final EventWriter writer = new EventWriter();
    private final EventContext context;
    private final StateEngine engine = new StateEngine();
    private final RememberedTables history;
    private long time = 1_000;

    Sample() {
        StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
        SnapshotLoader loader = new SnapshotLoader(tables);
        loader.begin();
        loader.process(new ProcessRecord(
                new ProcessRecord.Identity(PROCESS, PROCESS, 1, BEFORE, PROCESS, PROCESS, PROCESS, PROCESS),
                new ProcessRecord.Command(ByteString.of("sample"), NONE, NONE, NONE, NONE),
                new ProcessRecord.Place(ByteString.of("/"), NONE, NONE, 0, 0),
                new ProcessRecord.Credentials(BEFORE, BEFORE, -1, 0, 0, 0),
                new ProcessRecord.Memory(0, 0, 0, 0, 0),
                new ProcessRecord.Executable(false, false, false, false, 0, 0, 0),
                1024,
                0));
        loader.descriptor(PROCESS, new DescriptorRecord.OpenFile(3, 0, 1, ByteString.of("/there"), 0));
        loader.end();
        context = new EventContext(tables);
        history = new RememberedTables(tables);
    }

    /** The tables as they are: for the thread of the events, which hands it over. */
    HeldSnapshot snapshot() {
        return history.now();
    }

    /** Three changes of the process: its session, its user, a second descriptor. */
    void change() {
        next(EventCodes.SYSCALL_SETSID_X, 1).number(AFTER, 8);
        process();
        next(EventCodes.SYSCALL_SETUID_X, 2).number(0, 8).number(AFTER, 4);
        process();
        next(EventCodes.SYSCALL_EVENTFD_X, 1).number(4, 8);
        process();
    }

    private EventWriter next(int code, int params) {
        return writer.begin(code, time++, PROCESS, params);
    }

    private void process() {
        writer.wrapIn(context.event(), 0);
        engine.process(context);
    }

    /** What a snapshot tells of the process. */
    static final class Told extends IgnoredState {
        int session;
        int user;
        int descriptors;

        @Override
        public void process(ProcessRecord process) {
            session = (int) process.identity().sid();
            user = process.credentials().uid();
        }

        @Override
        public void descriptor(long tid, DescriptorRecord descriptor) {
            descriptors++;
        }
    }
}
