package io.peregrine.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How new a C library the files of a package ask for: that decides which distributions it runs on. */
class LibraryNeedsTest {
    @Test
    void theReaderFindsWhatTheRuntimeOfTheseTestsNeeds() throws IOException {
        Path machine = Path.of(System.getProperty("java.home"), "lib/server/libjvm.so");
        assertThat(newest(ElfFile.read(machine).orElseThrow())).isPresent();
        assertThat(ElfFile.read(Tree.packaging().resolve("build"))).isEmpty();
    }

    @Test
    void noFileOfATarballNeedsANewerLibraryThanThePackagesAskFor() throws IOException {
        assumeFalse(Tree.built().isEmpty(), "packaging/build tar was not run");
        for (Path folder : Tree.built()) {
            Map<Path, String> needs = needs(folder);
            String newest = needs.values().stream().max(BY_NUMBER).orElseThrow();
            System.out.println(folder.getFileName() + ": " + needs.size() + " ELF files need at most glibc " + newest);
            assertThat(needs).hasSizeGreaterThan(10);
            assertThat(BY_NUMBER.compare(newest, askedFor(folder)))
                    .as(needs::toString)
                    .isLessThanOrEqualTo(0);
        }
    }

    /** The version in the dependencies of deb and rpm for the processor of a tree, by {@code packaging/steps/common.sh}. */
    private static String askedFor(Path folder) throws IOException {
        String machine = folder.toString().replaceFirst(".*-", "");
        Matcher asked = Pattern.compile("machine=" + machine + " glibc=([\\d.]+)")
                .matcher(Files.readString(Tree.packaging().resolve("steps/common.sh")));
        assertThat(asked.find()).as(machine).isTrue();
        return asked.group(1);
    }

    private static final Comparator<String> BY_NUMBER =
            Comparator.comparing(version -> Runtime.Version.parse(version.replaceFirst("^(\\d+\\.\\d+)\\.0$", "$1")));

    private static Map<Path, String> needs(Path folder) throws IOException {
        Map<Path, String> needs = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                ElfFile.read(file)
                        .flatMap(LibraryNeedsTest::newest)
                        .ifPresent(need -> needs.put(folder.relativize(file), need));
            }
        }
        return needs;
    }

    private static Optional<String> newest(ElfFile file) {
        return file.neededVersions().stream()
                .filter(name -> name.matches("GLIBC_\\d[\\d.]*"))
                .map(name -> name.substring("GLIBC_".length()))
                .max(BY_NUMBER);
    }
}
