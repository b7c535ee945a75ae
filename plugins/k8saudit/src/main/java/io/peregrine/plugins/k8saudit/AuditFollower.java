package io.peregrine.plugins.k8saudit;

import io.peregrine.event.EventSource;
import io.peregrine.event.SourceName;
import io.peregrine.plugin.PluginPayload;
import io.peregrine.plugin.PluginSources;
import io.peregrine.plugin.PushedSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;

/**
 * Follows a file that an API server writes, from its end on: what is appended is read, a file that took its place is read from its beginning, and so is one that
 * was cut. The file may come later.
 */
final class AuditFollower {
    private static final long LOOK_MILLIS = 200;

    private final Path file;
    private final AuditIntake intake;
    private final PushedSource events;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private Object identity = "none";
    private long position;

    private AuditFollower(Path file, AuditIntake intake, PushedSource events) {
        this.file = file;
        this.intake = intake;
        this.events = events;
    }

    static EventSource open(SourceName source, Path file, AuditIntake intake) {
        PushedSource events = PluginSources.push(source);
        AuditFollower follower = new AuditFollower(file, intake, events);
        follower.beginAtTheEnd();
        Thread thread = Thread.ofPlatform().daemon().name("k8saudit-follow").start(follower::follow);
        return events.whenClosed(thread::interrupt);
    }

    private void beginAtTheEnd() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            identity = identity(attributes);
            position = attributes.size();
        } catch (IOException e) {
            position = 0; // it may come later, and is then read whole
        }
    }

    private static Object identity(BasicFileAttributes attributes) {
        return Objects.requireNonNullElse(attributes.fileKey(), attributes.creationTime());
    }

    private void follow() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (Files.exists(file)) {
                    readOn();
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            events.fail("the file " + file + " cannot be read: " + e.getMessage());
        }
    }

    private void readOn() throws IOException, InterruptedException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!identity(attributes).equals(identity) || attributes.size() < position) {
            identity = identity(attributes);
            position = 0;
            line.reset();
        }
        if (attributes.size() == position) {
            return;
        }
        try (RandomAccessFile reading = new RandomAccessFile(file.toFile(), "r")) {
            reading.seek(position);
            byte[] block = new byte[1 << 16];
            for (int count = reading.read(block); count > 0; count = reading.read(block)) {
                position += count;
                take(block, count);
            }
        }
    }

    private void take(byte[] block, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            if (block[i] != '\n') {
                if (line.size() < AuditLines.LONGEST_LINE) {
                    line.write(block[i]);
                }
            } else if (line.size() > 0) {
                for (PluginPayload event : intake.events(line.toByteArray()).orElse(List.of())) {
                    events.sendWaiting(event);
                }
                line.reset();
            }
        }
    }
}
