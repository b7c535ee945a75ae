package io.peregrine.app.author;

import io.peregrine.app.CommandFailure;
import io.peregrine.authoring.alerts.AlertFormatException;
import io.peregrine.authoring.alerts.AlertReader;
import io.peregrine.authoring.alerts.RecordedAlert;
import io.peregrine.diagnostics.HeapRoom;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of recorded alerts, as users name them. */
public final class AlertFiles {
    private static final Path STANDARD_INPUT = Path.of("-");

    /** What a byte of a file takes while it is read: its text, its values and their names. */
    private static final int BYTES_FOR_A_BYTE = 8;

    private AlertFiles() {}

    /**
     * The alerts of all files, in order.
     *
     * @throws CommandFailure when a file cannot be read, holds something else, or no alert
     */
    public static List<RecordedAlert> read(List<Path> files) throws CommandFailure {
        List<RecordedAlert> alerts = new ArrayList<>();
        for (Path named : files) {
            Path file = named.equals(STANDARD_INPUT) ? Path.of("/dev/stdin") : named;
            try {
                alerts.addAll(AlertReader.read(text(file)));
            } catch (NoSuchFileException e) {
                throw new CommandFailure("The file " + file + " does not exist.", e);
            } catch (IOException e) {
                throw new CommandFailure("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
            } catch (AlertFormatException e) {
                throw new CommandFailure(
                        file + ":" + e.line() + ": " + e.getMessage()
                                + "; alerts are the JSON that json_output writes.",
                        e);
            }
        }
        if (alerts.isEmpty()) {
            throw new CommandFailure("There is no alert in " + files + ".");
        }
        return alerts;
    }

    private static String text(Path file) throws IOException, CommandFailure {
        int most = (int) Math.min(Runtime.getRuntime().maxMemory() / BYTES_FOR_A_BYTE, Integer.MAX_VALUE / 2);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most || !HeapRoom.has((long) content.length * BYTES_FOR_A_BYTE)) {
                throw new CommandFailure(HeapRoom.refusal("The file " + file + " needs") + ".");
            }
            return new String(content, StandardCharsets.UTF_8);
        }
    }
}
