package io.peregrine.conformance.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that take nothing: a disk that is full and a pipe that nobody reads. Detection goes on. */
@Timeout(300)
class DiskAndPipeTest {
    private static final int[] SUCCESS = {0};

    /** Seconds that the engine goes on behind the capture's end: an output that still fails then gives up what waits for it. */
    private static final String WAIT = "10";

    @TempDir
    Path folder;

    @Test
    void aFullDiskIsToldOnceAndWrittenAgainWhenThereIsRoom() throws Exception {
        Machine.assumeRoot();
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Machine.run(SUCCESS, "mount", "-t", "tmpfs", "-o", "size=64k", "peregrine-test", disk.toString());
        try {
            Path ballast = Files.write(disk.resolve("ballast"), new byte[48 << 10]);
            Path alerts = disk.resolve("alerts");
            String more = "file_output: {enabled: true, keep_alive: true, filename: %s}".formatted(alerts)
                    + "\nstdout_output: {enabled: true}";
            try (EngineProcess engine = EngineProcess.start(folder, Replays.configuration(folder, more), "-M", WAIT)) {
                engine.until(() -> engine.err().contains("The output 'file' failed"));
                long[] printed = {0};
                engine.until(() -> {
                    long now = Replays.numbers(engine.out()).length;
                    boolean still = now > 1000 && now == printed[0];
                    printed[0] = now;
                    return still;
                });
                Machine.run(SUCCESS, "mount", "-o", "remount,size=16m", disk.toString());
                Files.delete(ballast);
                assertThat(engine.await()).as(engine.err()).isZero();
                assertThat(Replays.numbers(Files.readString(alerts))).isEqualTo(Replays.numbers(engine.out()));
                assertThat(Files.readString(alerts)).endsWith("end\n");
                assertThat(engine.err())
                        .containsOnlyOnce("The output 'file' failed: " + alerts + " cannot be written: No space left")
                        .containsOnlyOnce("The output 'file' works again.");
            }
        } finally {
            Machine.run(SUCCESS, "umount", disk.toString());
        }
    }

    @Test
    void aPipeThatNobodyReadsStopsNothing() throws Exception {
        Path pipe = folder.resolve("pipe");
        Machine.run(SUCCESS, Machine.program("mkfifo", "coreutils"), pipe.toString());
        String more = "file_output: {enabled: true, filename: %s}".formatted(pipe)
                + "\nstdout_output: {enabled: true}\noutput_timeout: 500";
        try (EngineProcess engine = EngineProcess.start(folder, Replays.configuration(folder, more))) {
            assertThat(engine.await()).as(engine.err()).isZero();
            assertThat(Replays.numbers(engine.out())).hasSizeGreaterThan(1000);
            assertThat(engine.err()).containsOnlyOnce("The output 'file' has been blocked for 500 ms");
        }
    }
}
