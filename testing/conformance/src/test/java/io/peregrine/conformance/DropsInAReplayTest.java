package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drop monitoring in a replay, where a drop a second is simulated: every action, the status of the end, and the block that closes a run. */
class DropsInAReplayTest {
    private static final String LOST = "Falco internal: syscall event drop. 1 system calls dropped in last second.";

    @TempDir
    private Path folder;

    private Engine.Result run(String drops) throws Exception {
        Path rules = Files.writeString(
                folder.resolve("r.yaml"),
                "- {rule: r, desc: d, condition: evt.type = execve and evt.num < 0, output: o, priority: INFO}\n");
        Path configuration = Files.writeString(
                folder.resolve("c.yaml"),
                Engine.replay(Engine.golden("captures/container.scap.gz"))
                        + "log_stderr: true\nlog_level: debug\nsyscall_event_drops: " + drops + "\n");
        return Engine.run(List.of("-c", configuration.toString(), "-r", rules.toString()), Map.of());
    }

    private static long count(String text) {
        return text.lines().filter(line -> line.contains(LOST)).count();
    }

    @Test
    void everyActionOfADropIsCarriedOut() throws Exception {
        Engine.Result both = run("{simulate_drops: true, actions: [log, alert], rate: 1000, max_burst: 1000}");

        assertThat(both.exit()).isZero();
        assertThat(both.err()).contains("Simulating syscall event drop");
        assertThat(count(both.err())).isPositive().isEqualTo(count(both.text()));
        assertThat(closing(both)).containsExactly(count(both.text()), count(both.text()));
    }

    @Test
    void exitEndsTheRunWithItsStatus() throws Exception {
        Engine.Result exit = run("{simulate_drops: true, actions: [exit]}");

        assertThat(exit.exit()).isEqualTo(1);
        assertThat(exit.err()).contains(LOST, "Exiting.");
        assertThat(closing(exit)).containsExactly(1L, 1L);
    }

    @Test
    void whatIsIgnoredIsCounted() throws Exception {
        Engine.Result ignored = run("{simulate_drops: true, actions: [ignore], rate: 1000, max_burst: 1000}");

        assertThat(ignored.exit()).isZero();
        assertThat(count(ignored.err()) + count(ignored.text())).isZero();
        assertThat(closing(ignored).getFirst()).isPositive();
    }

    @Test
    void aRunWithoutDropsSaysSo() throws Exception {
        assertThat(closing(run("{actions: [log, alert]}"))).containsExactly(0L, 0L);
    }

    /** The two numbers of the block that ends every run. */
    private static List<Long> closing(Engine.Result result) {
        String all = result.text() + result.err();
        assertThat(all).contains("Syscall event drop monitoring:");
        return java.util.regex.Pattern.compile("(?:event drop detected|num times actions taken): ([0-9]+)")
                .matcher(all)
                .results()
                .map(found -> Long.valueOf(found.group(1)))
                .toList();
    }
}
