package io.peregrine.recorder;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names of recordings: prefix, time and number of the event that started it, both of 20 digits, so that names sort by time. */
final class FileNames {
    private static final Pattern TAIL = Pattern.compile("_\\d{20}_\\d{20}\\.scap");

    private final String prefix;

    FileNames(String prefix) {
        this.prefix = prefix;
    }

    String of(long time, long number) {
        return String.format(
                        Locale.ROOT,
                        "%s_%20s_%20s.scap",
                        prefix,
                        Long.toUnsignedString(time),
                        Long.toUnsignedString(number))
                .replace(' ', '0');
    }

    /** The folder in which all files of this prefix lie. */
    Path folder() {
        Path parent = prefix.endsWith("/") ? Path.of(prefix) : Path.of(prefix).getParent();
        return parent == null ? Path.of("") : parent;
    }

    /** Whether a file of the folder has a name of this prefix. */
    boolean covers(Path file) {
        String start = prefix.substring(prefix.lastIndexOf('/') + 1);
        String name = file.getFileName().toString();
        return name.startsWith(start)
                && TAIL.matcher(name.substring(start.length())).matches();
    }
}
