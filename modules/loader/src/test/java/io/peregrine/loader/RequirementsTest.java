package io.peregrine.loader;

import static io.peregrine.loader.RuleTexts.SETTINGS;
import static io.peregrine.loader.RuleTexts.error;
import static io.peregrine.loader.RuleTexts.load;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files demand of the engine and of plugins. */
class RequirementsTest {
    @Test
    void requirementsOfPluginsAreChecked() {
        String file = """
                - required_plugin_versions:
                  - name: container
                    version: 0.4.0
                    alternatives:
                      - name: other
                        version: 1.0.0
                """;
        LoaderSettings present = SETTINGS.withPlugins(Map.of("container", LoadedPlugin.of(new Version(0, 7, 1))));
        assertThat(load(present, file).successful()).isTrue();
        assertThat(load(SETTINGS.withPlugins(Map.of("other", LoadedPlugin.of(new Version(1, 2, 0)))), file)
                        .successful())
                .isTrue();
        assertThat(load(SETTINGS, file).unmetRequirement())
                .contains("Plugin requirement not satisfied, must load one of: container (>= 0.4.0), other (>= 1.0.0)");
        assertThat(load(SETTINGS.withPlugins(Map.of("container", LoadedPlugin.of(new Version(0, 3, 9)))), file)
                        .unmetRequirement())
                .contains("Plugin 'container' version '0.3.9' is not compatible with required plugin version '0.4.0'");
    }

    /** The version of the engine is 0.62.0. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "62        | ok",
                "63        | Rules require engine version 0.63.0, but engine version is 0.62.0",
                "0x10      | ok",
                "'\"31\"'  | ok",
                "0.31.0    | ok",
                "0.62.0    | ok",
                "0.62.1    | Rules require engine version 0.62.1",
                "1.0.0     | Rules require engine version 1.0.0",
                "0.31.0-rc | ok",
                "0.31.0.4  | ok",
                "0.31      | Unable to parse engine version '0.31' as a semver string",
                "-1        | Unable to parse engine version '-1'",
                "v0.31.0   | Unable to parse engine version 'v0.31.0'",
                "newest    | Unable to parse engine version 'newest'",
                "[1]       | Value is not a scalar value",
                "~         | Mapping for key 'required_engine_version' is empty",
            })
    void theEngineHasAVersionOfThreeNumbers(String version, String answer) {
        String file = "- required_engine_version: " + version + "\n";
        assertThat(load(SETTINGS, file).successful() ? "ok" : error(file)).contains(answer);
    }

    @Test
    void theHighestDemandIsDescribed() {
        LoadResult result = load(
                SETTINGS,
                "- required_engine_version: 12\n- required_engine_version: 0.31.4\n- required_engine_version: 3\n");
        assertThat(RuleDescription.ofAll(result.details()).json()).contains("\"required_engine_version\":\"0.31.4\"");
    }
}
