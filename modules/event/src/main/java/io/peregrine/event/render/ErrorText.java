package io.peregrine.event.render;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The names of the kernel's errors, {@code ENOENT} for 2. */
public final class ErrorText {
    private static final int LIMIT = 1024;
    private static final String[] NAMES = load();

    private ErrorText() {}

    /** The name of an error number, given positive or negative; empty when it has none. */
    public static String name(long number) {
        long positive = Math.abs(number);
        return positive < LIMIT && positive >= 0 ? NAMES[(int) positive] : "";
    }

    private static String[] load() {
        String[] names = new String[LIMIT];
        Arrays.fill(names, "");
        try (InputStream stream = ErrorText.class.getResourceAsStream("errors.tsv");
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> {
                        int tab = line.indexOf('\t');
                        names[Integer.parseInt(line.substring(0, tab))] = line.substring(tab + 1);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
