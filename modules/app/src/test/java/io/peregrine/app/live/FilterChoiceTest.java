package io.peregrine.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.app.rules.LoadedRules;
import io.peregrine.config.Configuration;
import io.peregrine.kernelfilter.LeavingOut;
import io.peregrine.output.log.LogLevel;
import io.peregrine.pipeline.EventParser;
import io.peregrine.probe.LeftOut;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.SyscallTable;
import io.peregrine.state.EventContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When {@code engine.kernel_filter} lets the kernel leave events out. */
class FilterChoiceTest {
    private static final int OPENAT =
            SyscallTable.byName("openat").orElseThrow().id();

    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();

    private LeavingOut choose(String settings, EventParser... parsers) throws Exception {
        WrittenRules written = new WrittenRules(folder);
        Configuration configuration =
                written.configuration("evt.type = openat and evt.failed = false and proc.name = x", settings);
        LoadedRules rules = written.load(configuration);
        return new FilterChoice(List.of(parsers), name -> false)
                .of(
                        rules.set(),
                        rules.selection().calls(),
                        configuration,
                        (LogLevel level, String line) -> log.add(line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ''",
                "engine: {kernel_filter: auto} | ''",
                "engine: {kernel_filter: off} | engine.kernel_filter is off",
                "capture: {enabled: true} | events around alerts are recorded (capture.enabled)",
                "base_syscalls: {all: true} | base_syscalls.all asks for every call",
                "base_syscalls: {custom_set: [openat, close]} | base_syscalls.custom_set says which calls are to be seen",
                "base_syscalls: {repair: true} | ''"
            })
    void autoFiltersWhileRulesAloneReadEvents(String settings, String reason) throws Exception {
        LeavingOut leaving = choose(settings);
        assertThat(leaving.reason().orElse("")).isEqualTo(reason);
        assertThat(leaving.filter().of(OPENAT).contains(LeftOut.FAILED)).isEqualTo(reason.isEmpty());
        assertThat(log).noneMatch(line -> line.contains("kernel_filter"));
    }

    @Test
    void whatAPluginParsesIsDelivered() throws Exception {
        EventParser opens = new EventParser() {
            @Override
            public void parse(EventContext context) {
                throw new AssertionError("nothing is parsed here");
            }

            @Override
            public BitSet codes() {
                BitSet codes = new BitSet();
                codes.set(EventCodes.SYSCALL_OPENAT_2_X);
                return codes;
            }
        };
        LeavingOut leaving = choose("", opens);
        assertThat(leaving.filter().of(OPENAT)).isEmpty();
        assertThat(leaving.filter().isNone()).isFalse();
        assertThat(choose("", context -> {}).reason()).contains("a plugin parses every event");
        assertThat(choose("engine: {kernel_filter: force}", opens).filter().of(OPENAT))
                .contains(LeftOut.FAILED);
    }

    @Test
    void forceFiltersAnywayAndSaysWhoMissesIt() throws Exception {
        LeavingOut leaving = choose("""
                engine: {kernel_filter: force}
                capture: {enabled: true}
                """);
        assertThat(leaving.filter().of(OPENAT)).contains(LeftOut.FAILED);
        assertThat(log)
                .anyMatch(line ->
                        line.startsWith("engine.kernel_filter is force although events around alerts are recorded"));
    }
}
