package io.peregrine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationRecordTest {
    enum Speed {
        SLOW,
        QUICK
    }

    record Inner(int x) {}

    record Settings(
            @ConfigKey(description = "Where to look.") String path,
            @ConfigKey(fallback = "8") int maxSize,
            @ConfigKey(fallback = "quick") Speed speed,
            Optional<Long> limit,
            List<String> names,
            Map<String, Boolean> flags,
            Optional<Inner> inner) {}

    @Test
    void everyKindOfComponentIsRead() throws PluginException {
        Settings read = ConfigReader.read(
                "{\"path\":\"/a\",\"limit\":5000000000,\"names\":[\"x\",\"y\"],\"flags\":{\"on\":true},\"inner\":{\"x\":3}}",
                Settings.class);

        assertThat(read)
                .isEqualTo(new Settings(
                        "/a",
                        8,
                        Speed.QUICK,
                        Optional.of(5_000_000_000L),
                        List.of("x", "y"),
                        Map.of("on", true),
                        Optional.of(new Inner(3))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|the configuration needs the key 'path'",
                "{\"path\":1}|the key 'path' of the configuration must be a text",
                "{\"path\":\"\",\"max_size\":5000000000}|the key 'max_size' of the configuration must be a whole number of 32 bits",
                "{\"path\":\"\",\"speed\":\"fast\"}|the key 'speed' of the configuration must be one of slow, quick",
                "{\"path\":\"\",\"names\":[\"a\",2]}|the key 'names[1]' of the configuration must be a text",
                "{\"path\":\"\",\"inner\":{\"y\":1}}|the configuration has the unknown key 'inner.y'",
                "[]|the configuration must be a map"
            })
    void aMistakeNamesItsKey(String text, String message) {
        assertThatThrownBy(() -> ConfigReader.read(text, Settings.class))
                .isInstanceOf(PluginException.class)
                .hasMessage(message);
    }

    @Test
    void theSchemaSaysWhatTheRecordSays() {
        assertThat(ConfigSchema.of(Settings.class))
                .isEqualTo("{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\","
                        + "\"additionalProperties\":false,\"properties\":{\"path\":{\"type\":\"string\",\"description\":\"Where to look.\"},"
                        + "\"max_size\":{\"type\":\"integer\"},\"speed\":{\"type\":\"string\",\"enum\":[\"slow\",\"quick\"]},"
                        + "\"limit\":{\"type\":\"integer\"},\"names\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},"
                        + "\"flags\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"boolean\"}},"
                        + "\"inner\":{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{\"x\":{\"type\":\"integer\"}},"
                        + "\"required\":[\"x\"]}},\"required\":[\"path\"]}");
    }
}
