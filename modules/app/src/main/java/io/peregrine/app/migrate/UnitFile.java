package io.peregrine.app.migrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A unit of systemd with its drop-ins: the values of its keys in the order in which they were said. An empty value takes back what was said before,
 * as in systemd.unit(5).
 *
 * @param name the unit's name
 * @param files the files that were read, the unit's own first
 * @param values the values by key
 */
record UnitFile(String name, List<Path> files, Map<String, List<String>> values) {
    private static final long LARGEST = 1 << 20;
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /** Where units lie below a root, the strongest first. */
    private static final List<String> FOLDERS =
            List.of("etc/systemd/system", "run/systemd/system", "usr/lib/systemd/system", "lib/systemd/system");

    UnitFile {
        files = List.copyOf(files);
    }

    /** Reads the units below a root whose names the expression matches, without their aliases. */
    static List<UnitFile> find(Path root, String names) throws IOException {
        Map<String, UnitFile> units = new TreeMap<>();
        for (String folder : FOLDERS) {
            for (Path file : entries(root.resolve(folder))) {
                String name = file.getFileName().toString();
                if (name.matches(names)
                        && Files.isRegularFile(file)
                        && !Files.isSymbolicLink(file)
                        && !units.containsKey(name)) {
                    units.put(name, read(root, name, file));
                }
            }
        }
        return List.copyOf(units.values());
    }

    private static UnitFile read(Path root, String name, Path file) throws IOException {
        UnitFile unit = new UnitFile(name, dropIns(root, name, file), new TreeMap<>());
        for (Path each : unit.files) {
            unit.add(each);
        }
        return unit;
    }

    private static List<Path> dropIns(Path root, String name, Path file) throws IOException {
        List<Path> files = new ArrayList<>(List.of(file));
        for (String folder : FOLDERS.reversed()) {
            for (Path entry : entries(root.resolve(folder).resolve(name + ".d"))) {
                if (entry.toString().endsWith(".conf")) {
                    files.add(entry);
                }
            }
        }
        return files;
    }

    private void add(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("it is larger than a megabyte");
        }
        String text = Files.readString(file).replaceAll("\\\\\\R\\s*", " ");
        for (String line : text.lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (line.startsWith("#") || line.startsWith(";") || equals < 0) {
                continue;
            }
            List<String> said = values.computeIfAbsent(line.substring(0, equals).strip(), key -> new ArrayList<>());
            String value = line.substring(equals + 1).strip();
            if (value.isEmpty()) {
                said.clear();
            } else {
                said.add(value);
            }
        }
    }

    /** The values of a key, none when it is not there. */
    List<String> all(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** The words of the command that the unit starts, the program first; quotes are taken off. */
    List<String> command() {
        List<String> words = new ArrayList<>();
        for (String line : all("ExecStart")) {
            words.clear();
            Matcher word = WORD.matcher(line);
            while (word.find()) {
                words.add(Stream.of(word.group(1), word.group(2), word.group(3))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(""));
            }
        }
        return words;
    }

    private static List<Path> entries(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
