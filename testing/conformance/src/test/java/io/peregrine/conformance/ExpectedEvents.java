package io.peregrine.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The events of a golden file of fields, in the order of their numbers, read one at a time: a whole file as a tree would take most of the memory
 * that the tests have.
 */
final class ExpectedEvents implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedReader lines;
    private final List<Long> missing = new ArrayList<>();
    private JsonNode next;

    ExpectedEvents(Path file) throws IOException {
        lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
        next = read();
    }

    /** The event of that number, or null when the file holds none; events that were passed over on the way are missing. */
    JsonNode take(long number) {
        while (next != null && number(next) < number) {
            missing.add(number(next));
            next = read();
        }
        if (next == null || number(next) != number) {
            return null;
        }
        JsonNode taken = next;
        next = read();
        return taken;
    }

    /** The numbers of all events that nobody took; reads the file to its end. */
    List<Long> missing() {
        take(Long.MAX_VALUE);
        return missing;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private static long number(JsonNode event) {
        return event.get("evt.num").asLong();
    }

    private JsonNode read() {
        try {
            String line = lines.readLine();
            return line == null ? null : JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
