package io.peregrine.app.author;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.rules.RulesFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which files hold the tests, and which the rules that they are about.
 *
 * @param tests the files of tests, in order
 * @param rules rules files and folders, in loading order
 */
public record TestFiles(List<Path> tests, List<Path> rules) {
    /** The folder of tests in a folder of rules. */
    static final String TESTS = "tests";

    public TestFiles {
        tests = List.copyOf(tests);
        rules = List.copyOf(rules);
    }

    /**
     * Finds the files.
     *
     * @param named files of tests, or folders
     * @param rules the rules that were named; without any those that belong to the tests by their place
     * @throws CommandFailure when there are no tests, or no rules for them
     */
    public static TestFiles find(List<Path> named, List<Path> rules) throws CommandFailure {
        List<Path> tests = new ArrayList<>();
        Set<Path> belonging = new LinkedHashSet<>();
        for (Path path : named) {
            if (!Files.isDirectory(path)) {
                tests.add(path);
                besides(path.toAbsolutePath().normalize().getParent(), belonging);
            } else if (Files.isDirectory(path.resolve(TESTS))) {
                tests.addAll(RulesFiles.expand(List.of(path.resolve(TESTS))));
                belonging.add(path);
            } else {
                tests.addAll(RulesFiles.expand(List.of(path)));
                besides(path.toAbsolutePath().normalize(), belonging);
            }
        }
        if (tests.isEmpty()) {
            throw new CommandFailure("There are no tests in " + named
                    + ": tests are YAML files, in a folder of rules those of its folder " + TESTS + ".");
        }
        List<Path> chosen = rules.isEmpty() ? List.copyOf(belonging) : rules;
        if (chosen.isEmpty()) {
            throw new CommandFailure("Name the rules that are tested with -r; only tests in a folder called " + TESTS
                    + " know them by their place.");
        }
        return new TestFiles(tests, chosen);
    }

    /**
     * The files of tests that belong to rules by their place; none when there are none.
     *
     * @param rules rules files and folders
     */
    public static List<Path> besides(List<Path> rules) throws CommandFailure {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path path : rules) {
            Path folder = Files.isDirectory(path)
                    ? path
                    : path.toAbsolutePath().normalize().getParent();
            if (folder != null && Files.isDirectory(folder.resolve(TESTS))) {
                folders.add(folder.resolve(TESTS));
            }
        }
        return RulesFiles.expand(List.copyOf(folders));
    }

    /** The folder around a folder of tests is that of their rules. */
    private static void besides(Path folder, Set<Path> belonging) {
        if (folder != null && folder.endsWith(TESTS) && folder.getParent() != null) {
            belonging.add(folder.getParent());
        }
    }
}
