package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.schema.EventCodes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What another thread writes over an argument after the kernel took it must not be what is reported. */
class RewrittenArgumentsLiveTest {
    private static final Map<EntryWay.Place, Live> PROBES = new EnumMap<>(EntryWay.Place.class);

    @TempDir
    private Path folder;

    private static Live probe(EntryWay.Place place) throws Exception {
        if (!PROBES.containsKey(place)) {
            PROBES.put(place, Live.open(place));
        }
        return PROBES.get(place);
    }

    @AfterAll
    static void unload() {
        PROBES.values().forEach(Live::close);
        PROBES.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "FUNCTION, open, SYSCALL_OPEN_X, name",
        "FUNCTION, creat, SYSCALL_CREAT_X, name",
        "FUNCTION, openat, SYSCALL_OPENAT_2_X, name",
        "FUNCTION, openat2, SYSCALL_OPENAT2_X, name",
        "FUNCTION, connect, SOCKET_CONNECT_X, addr",
        "TRACEPOINT, open, SYSCALL_OPEN_X, name",
        "TRACEPOINT, creat, SYSCALL_CREAT_X, name",
        "TRACEPOINT, openat, SYSCALL_OPENAT_2_X, name",
        "TRACEPOINT, openat2, SYSCALL_OPENAT2_X, name",
        "TRACEPOINT, connect, SOCKET_CONNECT_X, addr",
        "SYS_ENTER, open, SYSCALL_OPEN_X, name",
        "SYS_ENTER, creat, SYSCALL_CREAT_X, name",
        "SYS_ENTER, openat, SYSCALL_OPENAT_2_X, name",
        "SYS_ENTER, openat2, SYSCALL_OPENAT2_X, name",
        "SYS_ENTER, connect, SOCKET_CONNECT_X, addr"
    })
    void reportsWhatTheCallBeganWith(EntryWay.Place place, String call, String code, String param) throws Exception {
        Path program = Live.compile(folder, "rewrite");
        Live live = probe(place);

        List<SeenEvent> events = live.run(new ProcessBuilder(program.toString(), call, folder.toString()));

        assertThat(live.probe().entryWay().place()).isEqualTo(place);
        long process = events.getLast().tid();
        SeenEvent victim = events.stream()
                .filter(event -> event.constant().equals(code) && event.tid() != process)
                .reduce((first, last) -> last)
                .orElseThrow();
        String reported = new String(victim.bytes(param), StandardCharsets.ISO_8859_1);
        assertThat(reported).contains(folder.resolve("original") + "\0").doesNotContain("harmless");
        assertThat(victim.late()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void takesAtTheEndAndMarksWhatWasNotInMemoryAtTheBeginning(EntryWay.Place place) throws Exception {
        Live live = probe(place);
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
