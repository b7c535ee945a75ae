package io.peregrine.app.plugins;

import io.peregrine.app.ReportedVersions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * A Maven project of a Java plugin: the plugin of {@code docs/plugins.md} under another name, with a configuration, a rule and events to try it.
 *
 * @param name the plugin's name, {@link #isName a word}
 * @param folder where the project is to be, absolute
 * @param libraries the folder of Peregrine's own jars
 */
public record PluginProject(String name, Path folder, Path libraries) {
    /** The name that the templates have. */
    private static final String TEMPLATE = "visits";

    private static final List<String> MODULES = List.of("plugin", "event", "fields", "state", "schema");

    /** Whether a plugin can have this name: a lower-case letter, then such letters, digits and underscores; no word of Java. */
    public static boolean isName(String name) {
        return name.matches("[a-z][a-z0-9_]{0,62}") && SourceVersion.isName(name);
    }

    /** The texts of the files by their paths below the folder. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pom.xml", text("pom.xml").replace("@DEPENDENCIES@", dependencies()));
        files.put("src/main/java/" + name + "/" + className() + ".java", text("Plugin.java.txt"));
        files.put("src/main/resources/META-INF/services/io.peregrine.plugin.Plugin", name + "." + className() + "\n");
        for (String file : List.of("peregrine.yaml", "rules.yaml", "access.log")) {
            files.put(file, text(file));
        }
        return files;
    }

    private String className() {
        return words(name) + "Plugin";
    }

    private static String words(String name) {
        return Arrays.stream(name.split("_"))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    private String dependencies() {
        return MODULES.stream()
                .map(module -> """
                            <dependency>
                              <groupId>io.peregrine</groupId>
                              <artifactId>%1$s</artifactId>
                              <version>%2$s</version>
                              <scope>system</scope>
                              <systemPath>${peregrine.lib}/%1$s-%2$s.jar</systemPath>
                            </dependency>
                        """.formatted(module, ReportedVersions.PEREGRINE))
                .collect(Collectors.joining());
    }

    private String text(String file) {
        try (InputStream in = PluginProject.class.getResourceAsStream("project/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(words(TEMPLATE) + "Plugin", className())
                    .replace(TEMPLATE, name)
                    .replace("@FOLDER@", folder.toString())
                    .replace("@LIBRARIES@", libraries.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
