package io.peregrine.app.rules;

import io.peregrine.app.CommandFailure;
import io.peregrine.diagnostics.HeapRoom;
import io.peregrine.diagnostics.TextEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The text of a rules file, which may be a pipe or a device without end. It is read by parts: for an array that is read into as a whole the virtual machine
 * keeps native memory of the same size.
 */
final class RulesText {
    /** What a character of a file takes while the file is read: its text twice, and the table of its lines. */
    private static final long BYTES_FOR_A_CHARACTER = 4;

    private static final int PART = 1 << 16;

    private RulesText() {}

    /**
     * Reads a file.
     *
     * @throws CommandFailure when the memory does not hold it
     */
    static String of(Path file) throws IOException, CommandFailure {
        byte[] content = new byte[(int) Math.min(Files.size(file), most())];
        int length = 0;
        try (InputStream in = Files.newInputStream(file)) {
            int read = 0;
            while (read >= 0) {
                length += read;
                require(length <= most(), file);
                if (length == content.length) {
                    int next = in.read();
                    if (next < 0) {
                        break;
                    }
                    content = Arrays.copyOf(content, length + Math.max(PART, length / 2));
                    content[length++] = (byte) next;
                }
                read = in.read(content, length, Math.min(PART, content.length - length));
            }
        }
        require(HeapRoom.has(length * BYTES_FOR_A_CHARACTER), file);
        return TextEncoding.decodeLeniently(length == content.length ? content : Arrays.copyOf(content, length));
    }

    private static int most() {
        return (int) Math.min(Runtime.getRuntime().maxMemory() / BYTES_FOR_A_CHARACTER, Integer.MAX_VALUE / 2);
    }

    private static void require(boolean room, Path file) throws CommandFailure {
        if (!room) {
            throw new CommandFailure(HeapRoom.refusal("The rules file " + file + " needs") + ".");
        }
    }
}
