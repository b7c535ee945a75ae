package io.peregrine.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.capture.record.StateHistory.Checkpoint;
import io.peregrine.testkit.RecordedCapture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RememberedTablesTest {
    @TempDir
    Path folder;

    /** Snapshots taken at once are the reference for those that are put together later. */
    @ParameterizedTest
    @EnumSource
    void whatIsRememberedEqualsWhatWas(RecordedCapture capture) throws Exception {
        Replay replay = new Replay();
        Random random = new Random(capture.ordinal());
        List<Checkpoint> checkpoints = new ArrayList<>();
        List<Records> then = new ArrayList<>();
        int[] compared = {0};
        replay.run(capture.in(folder), event -> {
            if (random.nextInt(150) == 0) {
                checkpoints.add(replay.remembered.checkpoint());
                then.add(Records.of(replay.remembered.now()));
            }
            if (random.nextInt(500) == 0 && !checkpoints.isEmpty()) {
                int from = random.nextInt(checkpoints.size());
                Records now = Records.of(replay.remembered.at(checkpoints.get(from)));
                assertThat(now.processes).isEqualTo(then.get(from).processes);
                assertThat(now.descriptors).isEqualTo(then.get(from).descriptors);
                compared[0]++;
            }
        });
        assertThat(compared[0]).isPositive();
        assertThat(checkpoints).anyMatch(checkpoint -> checkpoint.bytes() > 0);
    }
}
