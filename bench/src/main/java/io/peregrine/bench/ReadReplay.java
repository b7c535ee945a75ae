package io.peregrine.bench;

import io.peregrine.capture.CaptureSource;
import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.GroupRecord;
import io.peregrine.capture.record.InterfaceRecord;
import io.peregrine.capture.record.MachineRecord;
import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.capture.record.UserRecord;
import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import java.nio.file.Path;

/**
 * Reads events and nothing else.
 *
 * @param capture the file
 */
record ReadReplay(Path capture) implements Replay {
    @Override
    public Counts run() throws SourceException {
        long events = 0;
        try (CaptureSource source = CaptureSource.open(capture, new Ignoring())) {
            EventView view = new EventView();
            while (source.next(view) != EventSource.Outcome.END) {
                events++;
            }
        }
        return new Counts(events, 0);
    }

    /** Takes the state of a capture and forgets it. */
    private static final class Ignoring implements SnapshotConsumer {
        @Override
        public void begin() {}

        @Override
        public void machine(MachineRecord machine) {}

        @Override
        public void networkInterface(InterfaceRecord networkInterface) {}

        @Override
        public void user(UserRecord user) {}

        @Override
        public void group(GroupRecord group) {}

        @Override
        public void process(ProcessRecord process) {}

        @Override
        public void descriptor(long tid, DescriptorRecord descriptor) {}

        @Override
        public void end() {}
    }
}
