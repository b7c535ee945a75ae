package io.peregrine.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.app.watch.RepeatingSource;
import io.peregrine.app.watch.SessionParts;
import io.peregrine.nativeplugin.CallWatch.SlowCall;
import io.peregrine.output.OutputCounters;
import io.peregrine.schema.EventCodes;
import io.peregrine.testkit.RecordedCapture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessTest {
    @TempDir
    Path folder;

    private final Figures figures = new Figures(
            () -> {
                throw new AssertionError("nobody asks");
            },
            new MatchCounters(),
            SessionParts.noOutputs(),
            new OutputCounters());
    private final List<SlowCall> slow = new ArrayList<>();
    private final Readiness readiness = new Readiness(figures, time -> slow);

    @Test
    void withoutRulesAndSourceNothingIsWatched() {
        assertThat(readiness.reasons())
                .containsExactly("No rule is loaded and enabled.", "The source of events is not open yet.");
        figures.rulesLoaded(3);
        assertThat(readiness.reasons()).containsExactly("The source of events is not open yet.");
    }

    @Test
    void anOpenSourceIsReadyAndAKernelThatIsSilentAboutOurOwnCallsIsNot() throws Exception {
        figures.rulesLoaded(1);
        RepeatingSource source =
                RepeatingSource.of(RecordedCapture.SYSCALLS.in(folder), EventCodes.SYSCALL_EXECVE_19_X);
        figures.opened(List.of(new SourceFigures(source.opened())));
        assertThat(readiness.reasons()).isEmpty();

        AtomicLong calls = new AtomicLong();
        readiness.probeBy(new Readiness.Probing(calls::incrementAndGet, true));
        assertThat(readiness.reasons()).isEmpty();
        readiness.probeBy(new Readiness.Probing(() -> 7, false));
        assertThat(readiness.reasons()).isEmpty();
        readiness.probeBy(new Readiness.Probing(() -> 7, true));
        assertThat(readiness.reasons())
                .singleElement()
                .asString()
                .startsWith("The kernel does not report calls any more");
        source.close();
    }

    @Test
    void aCallIntoAPluginThatDoesNotReturnIsNamed() throws Exception {
        figures.rulesLoaded(1);
        RepeatingSource source =
                RepeatingSource.of(RecordedCapture.SYSCALLS.in(folder), EventCodes.SYSCALL_EXECVE_19_X);
        figures.opened(List.of(new SourceFigures(source.opened())));
        slow.add(new SlowCall("toy", "plugin_next_batch", Duration.ofSeconds(12)));
        assertThat(readiness.reasons())
                .containsExactly("The plugin 'toy' has been in the call plugin_next_batch for 12 seconds.");
        source.close();
    }
}
