package io.peregrine.app.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileWatchTest {
    @TempDir
    Path folder;

    private final Semaphore changes = new Semaphore(0);

    private void awaitChange() throws InterruptedException {
        assertThat(changes.tryAcquire(30, TimeUnit.SECONDS))
                .as("a change is told")
                .isTrue();
        changes.drainPermits();
    }

    @Test
    void everyYamlFileOfAWatchedFolderCountsBesideTheNamedOnes() throws Exception {
        Path named = Files.writeString(folder.resolve("a.conf"), "");
        try (FileWatch _ = new FileWatch(List.of(named), List.of(folder), changes::release)) {
            Files.writeString(named, "x");
            awaitChange();
            Files.writeString(folder.resolve("new.yaml"), "x");
            awaitChange();
            Files.delete(folder.resolve("new.yaml"));
            awaitChange();
        }
    }

    @Test
    void besideANamedFileOthersDoNotCount() throws Exception {
        Path named = Files.writeString(folder.resolve("a.yaml"), "");
        try (FileWatch _ = new FileWatch(List.of(named), List.of(), changes::release)) {
            Files.writeString(folder.resolve("other.yaml"), "x");
            Files.writeString(folder.resolve("next"), "x");
            assertThat(changes.tryAcquire(200, TimeUnit.MILLISECONDS)).isFalse();
            Files.move(folder.resolve("next"), named, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            awaitChange();
        }
    }
}
