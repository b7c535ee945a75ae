package io.peregrine.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The list of who may use what.
 *
 * @param modules the modules that a module may use
 * @param libraries the beginnings of library packages that a package of ours, and those below it, may use
 */
record AllowedDependencies(Map<String, Set<String>> modules, Map<String, Set<String>> libraries) {
    private static final String ROOT = "io.peregrine.";

    static AllowedDependencies read() {
        AllowedDependencies read = new AllowedDependencies(new HashMap<>(), new HashMap<>());
        try (InputStream in = AllowedDependencies.class.getResourceAsStream("allowed-dependencies.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(read::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    private void add(String line) {
        boolean library = line.contains(" -> ");
        String[] parts = line.split(library ? " -> " : ":", 2);
        Set<String> allowed = Arrays.stream(parts[1].trim().split(" +"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
        (library ? libraries : modules).put(parts[0], allowed);
    }

    boolean allows(String module, String other) {
        return modules.getOrDefault(module, Set.of()).contains(other);
    }

    boolean allowsLibrary(String user, String library) {
        return libraries.entrySet().stream()
                .filter(entry -> (user + ".").startsWith(ROOT + entry.getKey() + "."))
                .anyMatch(entry ->
                        entry.getValue().stream().anyMatch(allowed -> (library + ".").startsWith(allowed + ".")));
    }
}
