package io.peregrine.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.capture.record.HeldSnapshot;
import io.peregrine.capture.record.StateHistory.Checkpoint;
import io.peregrine.testkit.RecordedCapture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
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

    /** A snapshot that another thread puts together while the tables change equals one that was taken when they stood still. */
    @ParameterizedTest
    @EnumSource
    void aSnapshotIsDeliveredWhileTheTablesChange(RecordedCapture capture) throws Exception {
        Replay replay = new Replay();
        Random random = new Random(17 + capture.ordinal());
        List<Future<Records>> delivered = new ArrayList<>();
        List<Records> then = new ArrayList<>();
        Records[] atMoment = new Records[1];
        List<Optional<Checkpoint>> moments = new ArrayList<>(List.of(Optional.empty()));
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            replay.run(capture.in(folder), event -> {
                switch (random.nextInt(400)) {
                    case 0 -> {
                        moments.set(0, Optional.of(replay.remembered.checkpoint()));
                        atMoment[0] = Records.of(replay.remembered.now());
                    }
                    case 1 -> {
                        then.add(Records.of(replay.remembered.now()));
                        HeldSnapshot snapshot = replay.remembered.now();
                        delivered.add(other.submit(() -> Records.of(snapshot)));
                    }
                    case 2 ->
                        moments.get(0).ifPresent(past -> {
                            then.add(atMoment[0]);
                            HeldSnapshot snapshot = replay.remembered.at(past);
                            delivered.add(other.submit(() -> Records.of(snapshot)));
                        });
                    default -> {}
                }
            });
        }
        assertThat(delivered).isNotEmpty();
        for (int i = 0; i < delivered.size(); i++) {
            assertThat(delivered.get(i).get().processes).isEqualTo(then.get(i).processes);
            assertThat(delivered.get(i).get().descriptors).isEqualTo(then.get(i).descriptors);
        }
    }

    @Test
    void aSnapshotThatIsReleasedIsNoLongerDelivered() {
        Replay replay = new Replay();
        HeldSnapshot snapshot = replay.remembered.now();
        snapshot.release();

        assertThatThrownBy(() -> Records.of(snapshot)).isInstanceOf(IllegalStateException.class);
    }
}
