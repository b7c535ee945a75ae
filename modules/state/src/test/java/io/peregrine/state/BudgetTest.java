package io.peregrine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.event.ByteString;
import io.peregrine.event.Compatibility;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventTable;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.scan.ProcessScan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The tables stay inside their budget whatever comes, and say what they refused. */
class BudgetTest {
    private static final long MEGABYTE = 1L << 20;

    private final StateSettings settings = new StateSettings(262_144, 16 * MEGABYTE, 1, 1, -1, "", Compatibility.RIGHT);
    private final StateTables tables = StateTables.forReplay(settings);
    private final StateEngine engine = new StateEngine();
    private final EventContext context = new EventContext(tables);
    private final EventWriter writer = new EventWriter();
    private final byte[] environment = environment();
    private long time = Scenario.START;

    private static byte[] environment() {
        byte[] bytes = new byte[4096];
        Arrays.fill(bytes, (byte) 'x');
        bytes[1] = '=';
        bytes[4095] = 0;
        return bytes;
    }

    private void process() {
        writer.wrapIn(context.event(), 0);
        engine.process(context);
    }

    private void cloneSide(long tid) {
        writer.begin(EventCodes.SYSCALL_CLONE_20_X, time += 1000, tid, 21);
        clone(0, tid, 1);
    }

    /** The parameters of the clone event that was begun: its result, and whose numbers it has. */
    private void clone(long result, long tid, long ptid) {
        number(result, 8)
                .text("sh")
                .bytes(new byte[0])
                .number(tid, 8)
                .number(tid, 8)
                .number(ptid, 8)
                .text("/");
        number(1024, 8);
        for (int i = 8; i <= 14; i++) {
            writer.empty();
        }
        number(0, 4).number(0, 4).number(0, 4).number(tid, 8).number(tid, 8).empty();
        process();
    }

    private EventWriterPart number(long value, int size) {
        return new EventWriterPart().number(value, size);
    }

    /** Chains calls of the writer with texts. */
    private final class EventWriterPart {
        EventWriterPart number(long value, int size) {
            writer.number(value, size);
            return this;
        }

        EventWriterPart text(String value) {
            writer.bytes((value + "\0").getBytes(StandardCharsets.UTF_8));
            return this;
        }

        EventWriterPart bytes(byte[] value) {
            writer.bytes(value);
            return this;
        }

        EventWriterPart empty() {
            writer.empty();
            return this;
        }
    }

    private void exec(long tid) {
        int params = EventTable.byCode(EventCodes.SYSCALL_EXECVE_19_X).params().size();
        writer.begin(EventCodes.SYSCALL_EXECVE_19_X, time += 1000, tid, params);
        number(0, 8)
                .text("sh")
                .bytes(new byte[0])
                .number(tid, 8)
                .number(tid, 8)
                .number(1, 8)
                .text("/");
        number(1024, 8);
        for (int i = 8; i < params; i++) {
            if (i == 15) {
                writer.bytes(environment);
            } else {
                writer.empty();
            }
        }
        process();
    }

    private void open(long tid, int fd) {
        writer.begin(EventCodes.SYSCALL_OPEN_X, time += 1000, tid, 6);
        number(fd, 8)
                .text("/srv/files/some/long/name/of/a/file/" + tid + "/" + fd)
                .number(1, 4);
        number(0, 4).number(1, 4).number(fd, 8);
        process();
    }

    private void exit(long tid) {
        writer.begin(EventCodes.PROCEXIT_1_E, time += 1000, tid, 5);
        number(0, 8).number(0, 8).number(0, 1).number(0, 1).number(0, 8);
        process();
    }

    @Test
    void shortProcessesLeaveNothing() {
        for (long tid = 2; tid < 30_000; tid++) {
            cloneSide(tid);
            exec(tid);
            exit(tid);
        }
        assertThat(tables.threads().size()).isLessThan(5);
        assertThat(tables.budget().used()).isLessThan(64 * 1024);
        assertThat(tables.counters().dropsFullThreadTable).isZero();
    }

    @Test
    void processesWithoutEndStopAtTheBudget() {
        for (long tid = 2; tid < 30_000; tid++) {
            cloneSide(tid);
            exec(tid);
        }
        assertThat(tables.budget().used()).isLessThan(17 * MEGABYTE);
        assertThat(tables.counters().dropsFullThreadTable).isPositive();
        assertThat(tables.threads().size()).isGreaterThan(2500);
        assertThat(TableInvariants.violations(tables)).isEmpty();
    }

    @Test
    void filesWithoutEndStopAtTheBudget() {
        for (long tid = 2; tid < 42; tid++) {
            cloneSide(tid);
            exec(tid);
        }
        for (int fd = 0; fd < 4000; fd++) {
            for (long tid = 2; tid < 42; tid++) {
                open(tid, fd);
            }
        }
        assertThat(tables.budget().used()).isLessThan(17 * MEGABYTE);
        assertThat(tables.counters().refusedDescriptors).isPositive();
        assertThat(TableInvariants.violations(tables)).isEmpty();
    }

    @Test
    void programsThatGrowInAFullTableLoseTheirTexts() {
        for (long tid = 2; tid < 9000; tid++) {
            cloneSide(tid);
        }
        for (long tid = 2; tid < 9000; tid++) {
            exec(tid);
        }
        assertThat(tables.budget().used()).isLessThan(17 * MEGABYTE);
        assertThat(tables.counters().refusedTexts).isPositive();
        assertThat(tables.threads().find(2).env().isEmpty()).isFalse();
        assertThat(tables.threads().find(8000).comm().toString()).isEqualTo("sh");
        assertThat(TableInvariants.violations(tables)).isEmpty();
    }

    @Test
    void childrenThatChangeTheDescriptorsOfALargeProcessStopAtTheBudget() {
        cloneSide(2);
        for (int fd = 0; fd < 4000; fd++) {
            open(2, fd);
        }
        for (long tid = 3; tid < 500; tid++) {
            writer.begin(EventCodes.SYSCALL_CLONE_20_X, time += 1000, 2, 21);
            clone(tid, 2, 1);
            writer.begin(EventCodes.SYSCALL_CLOSE_X, time += 1000, tid, 2);
            number(0, 8).number(tid, 8);
            process();
        }
        assertThat(tables.budget().used()).isLessThan(17 * MEGABYTE);
        assertThat(tables.threads().find(3).descriptors().size()).isEqualTo(3999);
        assertThat(tables.threads().find(499).descriptors().size()).isZero();
        assertThat(tables.counters().refusedDescriptors).isPositive();
        assertThat(TableInvariants.violations(tables)).isEmpty();
    }

    @Test
    void accountsStopAtTheBudget() {
        for (int uid = 0; uid < 200_000; uid++) {
            tables.users()
                    .put(
                            ByteString.of("a"),
                            new User(uid, 1, ByteString.of("name"), ByteString.EMPTY, ByteString.EMPTY));
            tables.groups().put(ByteString.of("a"), new Group(uid, ByteString.of("name")));
        }
        assertThat(tables.budget().used()).isLessThan(17 * MEGABYTE);
        assertThat(tables.counters().refusedAccounts).isPositive();
        assertThat(TableInvariants.violations(tables)).isEmpty();
        tables.users().removeContainer(ByteString.of("a"));
        tables.groups().removeContainer(ByteString.of("a"));
        assertThat(tables.budget().used()).isZero();
    }

    @Test
    void aFullTableOfThreadsRefusesAndCounts() {
        StateTables few = StateTables.forReplay(new StateSettings(3, MEGABYTE, 1, 1, 99, "", Compatibility.RIGHT));
        Scenario scenario = new Scenario(few);
        for (long tid = 10; tid < 20; tid++) {
            scenario.nothing(tid);
        }
        assertThat(few.threads().size()).isEqualTo(3);
        assertThat(scenario.context.thread().isNone()).isTrue();
        assertThat(scenario.exec(50, 50, "x").thread().isNone()).isTrue();
        scenario.exec(10, 10, "sh");
        scenario.clone(10, 11, 10, 1, 0);
        scenario.clone(10, 77, 10, 1, 0);
        assertThat(few.counters().dropsFullThreadTable).isEqualTo(1);
        assertThat(few.counters().samples()).contains(new StateCounters.Sample("n_drops_full_threadtable", 1));
    }

    @Test
    void theEnginesOwnProcessIsKeptInAFullTable() {
        ProcessScan own = (tid, sink) -> tid == 99 && sink.thread(process(tid), 1, 1);
        StateSettings one = new StateSettings(1, MEGABYTE, 1, 1, 99, "", Compatibility.RIGHT);
        Scenario scenario = new Scenario(new StateTables(one, own, Accounts.NONE));
        scenario.nothing(10);
        scenario.nothing(98);
        assertThat(scenario.thread(98).isNone()).isTrue();
        scenario.nothing(99);
        assertThat(scenario.thread(99).isNone()).isFalse();
    }

    @Test
    void idleThreadsThatTheSystemDoesNotKnowArePurged() {
        long second = 1_000_000_000L;
        StateTables purged = StateTables.forReplay(
                new StateSettings(100, MEGABYTE, 60 * second, 100 * second, -1, "", Compatibility.RIGHT));
        StateEngine purging = new StateEngine(ThreadPurge.asking(thread -> thread.tid() == 20));
        Scenario scenario = new Scenario(purged, purging);
        scenario.exec(10, 10, "dead");
        scenario.exec(20, 20, "alive");
        scenario.nothing(30);
        scenario.pass(31 * second);
        scenario.nothing(40);
        assertThat(scenario.thread(30).isNone()).isTrue();
        assertThat(scenario.thread(10).isNone()).isFalse();
        scenario.pass(80 * second);
        scenario.nothing(40);
        assertThat(scenario.thread(10).isNone()).isTrue();
        assertThat(scenario.thread(20).isNone()).isFalse();
    }

    private static ProcessRecord process(long tid) {
        ByteString none = ByteString.EMPTY;
        return new ProcessRecord(
                new ProcessRecord.Identity(tid, tid, 1, 1, 1, 1, tid, tid),
                new ProcessRecord.Command(ByteString.of("own"), none, none, none, none),
                new ProcessRecord.Place(none, none, none, 0, 0),
                new ProcessRecord.Credentials(0, 0, 0, 0, 0, 0),
                new ProcessRecord.Memory(0, 0, 0, 0, 0),
                new ProcessRecord.Executable(false, false, false, false, 0, 0, 0),
                1024,
                0);
    }
}
