package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.schema.EventCodes;
import io.peregrine.schema.SyscallTable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** System calls of 32-bit code on a 64-bit kernel. */
class CompatCallsLiveTest {
    private static final String ENTERS_IN_THE_32_BIT_WAY = """
            int main(void)
            {
                int process;
                asm volatile("int $0x80" : "=a"(process) : "a"(20) : "memory", "r8", "r9", "r10", "r11");
                return process <= 0;
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void reportsThemLikeTheir64BitForms() throws Exception {
        assumeThatThisKernelRuns32BitCode();
        Path program = Live.compile(folder, "compat");
        try (Live live = Live.open()) {
            Path file = folder.resolve("file");

            List<SeenEvent> events = live.run(new ProcessBuilder(program.toString(), file.toString()));

            SeenEvent open = last(events, EventCodes.SYSCALL_OPEN_X);
            assertThat(open.text("name")).isEqualTo(file.toString());
            assertThat(open.unsigned("mode")).isEqualTo(0640);
            assertThat(open.unsigned("ino")).isPositive();
            SeenEvent write = last(events, EventCodes.SYSCALL_WRITE_X);
            assertThat(write.text("data")).isEqualTo("from 32 bits");
            assertThat(write.signed("fd")).isEqualTo(open.signed("fd"));
            SeenEvent gathered = last(events, EventCodes.SYSCALL_WRITEV_X);
            assertThat(gathered.text("data")).isEqualTo("from32");
            assertThat(gathered.unsigned("size")).isEqualTo(6);
            SeenEvent socket = last(events, EventCodes.SOCKET_SOCKET_X);
            assertThat(socket.unsigned("domain")).isEqualTo(10);
            SeenEvent connect = last(events, EventCodes.SOCKET_CONNECT_X);
            assertThat(connect.signed("fd")).isEqualTo(socket.signed("fd"));
            assertThat(connect.hex("addr")).isEqualTo("0a" + "00".repeat(15) + "01" + "2823");
            assertThat(last(events, EventCodes.SOCKET_SEND_X).text("data")).isEqualTo("from");
            List<SeenEvent> transfers = events.stream()
                    .filter(event -> event.code() == EventCodes.SYSCALL_SENDFILE_X)
                    .toList();
            assertThat(transfers).hasSize(2);
            long behind = 5 + Math.max(0, transfers.getFirst().signed("res"));
            assertThat(transfers.getFirst().unsigned("offset"))
                    .as("four bytes, as the kernel has left them")
                    .isEqualTo(behind);
            assertThat(transfers.getLast().unsigned("offset"))
                    .as("of sendfile64, eight bytes")
                    .isEqualTo(0x5b5b5b5b_00000000L
                            + behind
                            + Math.max(0, transfers.getLast().signed("res")));
            assertThat(events.stream().filter(event -> event.code() == EventCodes.GENERIC_X))
                    .as("getpid")
                    .anyMatch(event -> event.unsigned("ID")
                            == SyscallTable.byName("getpid").orElseThrow().id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void reportsWhatA32BitCallBeganWithOnceSuchCodeWasSeen(EntryWay.Place place) throws Exception {
        assumeThatThisKernelRuns32BitCode();
        Path first = Live.compile(folder, "compat");
        Path program = Live.compile(folder, "rewrite");
        try (Live live = Live.open(place)) {
            SeenEvent unseen = last(
                    live.run(new ProcessBuilder(
                            first.toString(), folder.resolve("file").toString())),
                    EventCodes.SYSCALL_OPEN_X);
            assertThat(unseen.late()).isEqualTo(place != EntryWay.Place.SYS_ENTER);
            assertThat(live.probe().counters().get(Counter.ENTRY_UNSEEN))
                    .isGreaterThanOrEqualTo(place == EntryWay.Place.SYS_ENTER ? 0 : 1);
            while (!live.probe().attached().contains(AttachPoint.CALL_BEGIN)) {
                live.drain();
            }

            List<SeenEvent> events = live.run(new ProcessBuilder(program.toString(), "open32", folder.toString()));

            long process = events.getLast().tid();
            SeenEvent victim =
                    last(events.stream().filter(event -> event.tid() != process).toList(), EventCodes.SYSCALL_OPEN_X);
            assertThat(victim.text("name")).isEqualTo(folder.resolve("original").toString());
            assertThat(victim.late()).isFalse();
            assertThat(live.probe().entryWay().compat())
                    .isEqualTo(place == EntryWay.Place.SYS_ENTER ? EntryWay.Compat.INCLUDED : EntryWay.Compat.SEEN);
        }
    }

    /** Some kernels (a start parameter, some hypervisors) end a program that enters them in the 32-bit way. */
    private void assumeThatThisKernelRuns32BitCode() throws Exception {
        Path program = Live.compile(folder, "enters", ENTERS_IN_THE_32_BIT_WAY);
        Assumptions.assumeTrue(
                new ProcessBuilder(program.toString()).start().waitFor() == 0, "this kernel runs 64-bit code only");
    }

    private static SeenEvent last(List<SeenEvent> events, int code) {
        return events.stream()
                .filter(event -> event.code() == code)
                .reduce((first, last) -> last)
                .orElseThrow();
    }
}
