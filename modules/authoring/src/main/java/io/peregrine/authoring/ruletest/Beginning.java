package io.peregrine.authoring.ruletest;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.GroupRecord;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.capture.record.UserRecord;
import io.peregrine.event.ByteString;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the tables of a test hold before its first event: its processes with their parents, and their users. */
final class Beginning {
    private static final int STREAMS = 3;

    private final SnapshotConsumer into;
    private final Set<Long> processes = new HashSet<>();
    private final Set<Integer> users = new HashSet<>();

    Beginning(SnapshotConsumer into) {
        this.into = into;
    }

    void load(List<Step> steps) {
        into.begin();
        for (Step step : steps) {
            switch (step) {
                case Step.Present present -> add(present.process(), false);
                case Step.Exec exec -> add(exec.process(), true);
                case Step.Call call -> add(call.by(), false);
                case Step.Connection connection -> add(connection.by(), false);
                case Step.Replay replay -> {}
                case Step.FromPlugin event -> {}
            }
        }
        into.end();
    }

    private void add(TestProcess process, boolean beforeItsProgram) {
        process.parent().ifPresent(parent -> add(parent, false));
        if (users.add(process.account().uid())) {
            ByteString name = ByteString.of(process.account().user());
            String home = process.account().uid() == 0
                    ? "/root"
                    : "/home/" + process.account().user();
            into.user(new UserRecord(
                    process.account().uid(),
                    process.account().uid(),
                    name,
                    ByteString.of(home),
                    ByteString.of("/bin/bash")));
            into.group(new GroupRecord(process.account().uid(), name));
        }
        if (processes.add(process.numbers().pid())) {
            into.process(ProcessRecords.entry(process, beforeItsProgram));
            streams(process);
        }
    }

    private void streams(TestProcess process) {
        long pid = process.numbers().pid();
        Optional<DescriptorRecord> input = ProcessRecords.standardInput(process);
        for (int number = 0; number < STREAMS; number++) {
            DescriptorRecord usual =
                    process.place().tty() != 0 ? ProcessRecords.terminal(number) : ProcessRecords.pipe(number);
            into.descriptor(pid, number == 0 ? input.orElse(usual) : usual);
        }
    }
}
