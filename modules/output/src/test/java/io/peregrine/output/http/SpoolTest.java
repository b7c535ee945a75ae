package io.peregrine.output.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final long LARGE = 1L << 30;

    @TempDir
    private Path dir;

    @Test
    void whatIsNotAcknowledgedIsThereAgain() throws Exception {
        try (Spool spool = Spool.open(dir, LARGE)) {
            for (int i = 0; i < 5; i++) {
                spool.append("é" + i);
            }
            Spool.Batch batch = spool.read(2, 0);
            assertThat(batch.texts()).containsExactly("é0", "é1");
            assertThat(spool.read(2, 0)).isEqualTo(batch);
            spool.acknowledge(batch.end());
        }
        try (Spool spool = Spool.open(dir, LARGE)) {
            assertThat(spool.read(10, 0).texts()).containsExactly("é2", "é3", "é4");
            spool.acknowledge(spool.read(10, 0).end());
            assertThat(spool.read(10, 1).texts()).isEmpty();
            assertThat(spool.waitingBytes()).isZero();
        }
        try (Spool spool = Spool.open(dir, LARGE)) {
            spool.append("later");
            assertThat(spool.read(10, 0).texts()).containsExactly("later");
        }
    }

    @Test
    void aCrashAtAnyByteLosesNothingThatWasWhole() throws Exception {
        try (Spool spool = Spool.open(dir, LARGE)) {
            for (int i = 0; i < 20; i++) {
                spool.append("alert " + i);
            }
        }
        Path file = segments().getFirst();
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            int cut = random.nextInt(whole.length + 1);
            try (RandomAccessFile torn = new RandomAccessFile(file.toFile(), "rw")) {
                torn.setLength(0);
                torn.write(whole, 0, cut);
                torn.write(new byte[random.nextInt(12)]);
            }
            try (Spool spool = Spool.open(dir, LARGE)) {
                List<String> texts = spool.read(100, 0).texts();
                int complete = 0;
                for (int at = 0; complete < 20 && at + 8 + ("alert " + complete).length() <= cut; complete++) {
                    at += 8 + ("alert " + complete).length();
                }
                assertThat(texts).hasSizeGreaterThanOrEqualTo(complete);
                for (int i = 0; i < complete; i++) {
                    assertThat(texts.get(i)).isEqualTo("alert " + i);
                }
                spool.append("after");
                assertThat(spool.read(100, 0).texts()).last().isEqualTo("after");
            }
        }
    }

    @Test
    void deliveredSegmentsAreRemovedAndAFullSpoolGivesUpTheOldest() throws Exception {
        String text = "x".repeat(1 << 20);
        try (Spool spool = Spool.open(dir, 0)) {
            for (int i = 0; i < 20; i++) {
                spool.append(i + text);
            }
            assertThat(spool.lost()).isBetween(8L, 16L);
            assertThat(spool.read(1, 0).texts().getFirst()).startsWith(spool.lost() + "x");
            for (Spool.Batch batch = spool.read(1, 0); !batch.texts().isEmpty(); batch = spool.read(1, 0)) {
                spool.acknowledge(batch.end());
            }
            assertThat(segments()).hasSize(1);
        }
    }

    @Test
    void aSpoolHasOneUser() throws Exception {
        try (Spool spool = Spool.open(dir, LARGE)) {
            assertThat(spool.waitingBytes()).isZero();
            assertThatThrownBy(() -> Spool.open(dir, LARGE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("used by another process");
        }
        Spool.open(dir, LARGE).close();
    }

    @Test
    void aLostAcknowledgementMeansTwiceNotNever() throws Exception {
        try (Spool spool = Spool.open(dir, LARGE)) {
            spool.append("a");
            spool.acknowledge(spool.read(1, 0).end());
        }
        Files.writeString(dir.resolve("acknowledged"), "rubbish");
        try (Spool spool = Spool.open(dir, LARGE)) {
            assertThat(spool.read(1, 0).texts()).containsExactly("a");
        }
    }

    @Test
    void whatWaitsIsItsOwnersAloneAndOtherFilesAreLeftAlone() throws Exception {
        Path made = dir.resolve("new/spool");
        try (Spool spool = Spool.open(made, LARGE)) {
            spool.append("a");
        }
        Files.writeString(made.resolve("notes.spool"), "not ours");
        try (Spool spool = Spool.open(made, LARGE)) {
            assertThat(spool.read(10, 0).texts()).containsExactly("a");
        }
        assertThat(permissions(made)).isEqualTo("rwx------");
        assertThat(permissions(made.resolve("%020d.spool".formatted(0)))).isEqualTo("rw-------");
        assertThat(made.resolve("notes.spool")).hasContent("not ours");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file -> file.toString().endsWith(".spool"))
                    .sorted()
                    .toList();
        }
    }
}
