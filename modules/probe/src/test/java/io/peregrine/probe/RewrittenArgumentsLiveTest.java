package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.schema.EventCodes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What another thread writes over an argument after the kernel took it must not be what is reported. */
class RewrittenArgumentsLiveTest {
    private static Live live;

    @TempDir
    private Path folder;

    @BeforeAll
    static void load() throws Exception {
        live = Live.open();
    }

    @AfterAll
    static void unload() {
        if (live != null) {
            live.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "open, SYSCALL_OPEN_X, name",
        "creat, SYSCALL_CREAT_X, name",
        "openat, SYSCALL_OPENAT_2_X, name",
        "openat2, SYSCALL_OPENAT2_X, name",
        "connect, SOCKET_CONNECT_X, addr"
    })
    void reportsWhatTheCallBeganWith(String call, String code, String param) throws Exception {
        Path program = Live.compile(folder, "rewrite");

        List<SeenEvent> events = live.run(new ProcessBuilder(program.toString(), call, folder.toString()));

        long process = events.getLast().tid();
        SeenEvent victim = events.stream()
                .filter(event -> event.constant().equals(code) && event.tid() != process)
                .reduce((first, last) -> last)
                .orElseThrow();
        String reported = new String(victim.bytes(param), StandardCharsets.ISO_8859_1);
        assertThat(reported).contains(folder.resolve("original") + "\0").doesNotContain("harmless");
        assertThat(victim.late()).isFalse();
    }

    @Test
    void takesAtTheEndAndMarksWhatWasNotInMemoryAtTheBeginning() throws Exception {
        Path program = Live.compile(folder, "absent");
        Path name = Files.writeString(folder.resolve("name"), folder.resolve("target") + "\0");
        long before = live.probe().counters().get(Counter.ENTRY_ABSENT);

        List<SeenEvent> events = live.run(new ProcessBuilder(program.toString(), name.toString()));

        SeenEvent open = events.stream()
                .filter(event -> event.code() == EventCodes.SYSCALL_OPEN_X)
                .reduce((first, last) -> last)
                .orElseThrow();
        assertThat(open.text("name")).isEqualTo(folder.resolve("target").toString());
        assertThat(open.late()).isTrue();
        assertThat(live.probe().counters().get(Counter.ENTRY_ABSENT)).isGreaterThan(before);
    }
}
