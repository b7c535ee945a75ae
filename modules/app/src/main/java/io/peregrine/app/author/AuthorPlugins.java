package io.peregrine.app.author;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.Settings;
import io.peregrine.app.plugins.ShippedPlugins;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.app.rules.RulesFiles;
import io.peregrine.config.Configuration;
import io.peregrine.config.ConfigurationRequest;
import io.peregrine.config.PluginSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The configuration for a look at rules. Whoever writes rules for audit logs has them read on a machine that watches no such log: the plugins that ship
 * are there where rules ask for them, whether or not the configuration loads them.
 */
public final class AuthorPlugins {
    private AuthorPlugins() {}

    /** The plugins that ship, by a word that rules which need one hold. */
    private static final Map<String, Pattern> WORDS = Map.of(
            "json", Pattern.compile("\\bname:\\s*json\\b"),
            "k8saudit", Pattern.compile("\\bk8saudit\\b|\\bk8s_audit\\b"),
            "cloudtrail", Pattern.compile("\\bname:\\s*cloudtrail\\b|\\baws_cloudtrail\\b"));

    /** The plugins that a text of rules asks for, of those that ship. */
    public static Set<String> asked(String text) {
        return ShippedPlugins.NAMES.stream()
                .filter(name -> WORDS.get(name).matcher(text).find())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * The configuration of a request, with the plugins that rules files ask for.
     *
     * @throws CommandFailure with everything that is wrong with it, or when a file cannot be read
     */
    public static Configuration configuration(
            CommandEnvironment environment, ConfigurationRequest request, List<Path> rules) throws CommandFailure {
        Set<String> asked = new LinkedHashSet<>();
        for (Path file : RulesFiles.expand(rules)) {
            asked.addAll(asked(RuleSetup.read(List.of(file)).getFirst().content()));
        }
        return configuration(environment, request, asked);
    }

    /**
     * The configuration of a request, with these of the plugins that ship.
     *
     * @throws CommandFailure with everything that is wrong with it
     */
    public static Configuration configuration(
            CommandEnvironment environment, ConfigurationRequest request, Set<String> asked) throws CommandFailure {
        Configuration configured = Settings.load(environment, request).values();
        List<String> overrides = new ArrayList<>(request.overrides());
        ShippedPlugins shipped = new ShippedPlugins(environment.home());
        for (String name : asked) {
            String library = "lib" + name + ".so";
            if (configured.plugins().isSelected(name)
                    || shipped.instead(library).isEmpty()) {
                continue;
            }
            if (configured.plugins().configured().stream().noneMatch(known -> is(name, known))) {
                overrides.add("plugins[]={\"name\": \"" + name + "\", \"library_path\": \"" + library + "\"}");
            }
            overrides.add("load_plugins[]=" + name);
        }
        if (overrides.size() == request.overrides().size()) {
            return configured;
        }
        ConfigurationRequest extended = new ConfigurationRequest(
                request.file(), overrides, request.rulesFiles(), request.extraOutput(), request.unbuffered());
        return Settings.load(environment, extended).values();
    }

    private static boolean is(String name, PluginSettings.Plugin plugin) {
        return plugin.name().equals(name);
    }
}
