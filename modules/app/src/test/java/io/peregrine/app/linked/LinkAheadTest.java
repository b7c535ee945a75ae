package io.peregrine.app.linked;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build's {@code LinkAhead}: what it writes out does the same as what the JDK makes at the first use. */
class LinkAheadTest {
    private static final List<String> CLASSES = List.of(
            "Sample",
            "Sample$Shape",
            "Sample$Circle",
            "Sample$Square",
            "Sample$Group",
            "Sample$Nothing",
            "Sample$Everything",
            "Sample$Pair",
            "Sample$Colour");

    @Test
    void theClassesAnswerAsBefore(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("sample.jar");
        pack(jar);
        assertThat(linkedAtFirstUse(jar)).contains("typeSwitch", "equals", "hashCode");

        link(folder, "io/peregrine/app/linked/");
        assertThat(linkedAtFirstUse(jar))
                .as("a switch that has constants of an enumeration among its labels, and texts of records, stay")
                .containsExactly("toString", "typeSwitch");
        assertThat(answers(jar)).isEqualTo(Sample.answers());

        byte[] once = Files.readAllBytes(jar);
        link(folder, "io/peregrine/app/linked/");
        assertThat(jar).hasBinaryContent(once);
    }

    @Test
    void otherPackagesStayAsTheyAre(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("sample.jar");
        pack(jar);
        byte[] before = Files.readAllBytes(jar);
        link(folder, "org/other/");
        assertThat(jar).hasBinaryContent(before);
        assertThat(folder).isDirectoryContaining(jar::equals);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    private static void pack(Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream target = new JarOutputStream(file)) {
            for (String name : CLASSES) {
                target.putNextEntry(new JarEntry("io/peregrine/app/linked/" + name + ".class"));
                try (var content = Sample.class.getResourceAsStream(name + ".class")) {
                    content.transferTo(target);
                }
                target.closeEntry();
            }
        }
    }

    private static void link(Path folder, String packages) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        Path.of("src/build/LinkAhead.java").toAbsolutePath().toString(),
                        folder.toString(),
                        packages)
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    /** The names of what is made at the first use, but for lambdas and texts put together. */
    private static Set<String> linkedAtFirstUse(Path jar) throws IOException {
        Set<String> names = new TreeSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                ClassModel model =
                        ClassFile.of().parse(file.getInputStream(entry).readAllBytes());
                model.methods()
                        .forEach(method -> method.code()
                                .ifPresent(code -> code.forEach(element -> {
                                    if (element instanceof InvokeDynamicInstruction call
                                            && call.bootstrapMethod()
                                                    .owner()
                                                    .packageName()
                                                    .equals("java.lang.runtime")) {
                                        names.add(call.name().stringValue());
                                    }
                                })));
            }
        }
        return names;
    }

    private static Object answers(Path jar) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            return loader.loadClass(Sample.class.getName()).getMethod("answers").invoke(null);
        }
    }
}
