package io.peregrine.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.config.setting.Setting;
import io.peregrine.config.setting.SettingCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShippedConfigurationTest {
    private static final Path FILE = Path.of("peregrine.yaml").toAbsolutePath();

    @Test
    void loadsWithoutAWarning() throws Exception {
        LoadedConfiguration loaded = new ConfigurationLoader(List.of(), Map.of("PEREGRINE_HOME", "/opt/peregrine"))
                .load(new ConfigurationRequest(Optional.of(FILE), List.of(), List.of(), "", false));
        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.files().getFirst().isValid()).isTrue();
        Configuration values = loaded.values();
        assertThat(values.rules().missing()).contains("/opt/peregrine/rules");
        assertThat(values.plugins().isSelected("container")).isTrue();
        assertThat(values.outputs().standardOutput()).isTrue();
        assertThat(values.drops().actions()).hasSize(2);
        assertThat(values.metrics().groups()).doesNotContain(MetricsSettings.Group.KERNEL_PER_CPU);
    }

    @Test
    void namesEverySetting() throws Exception {
        String text = Files.readString(FILE);
        for (Setting setting : SettingCatalog.load().all()) {
            String key = setting.key().replaceFirst("\\[]$", "");
            String last = key.substring(key.lastIndexOf('.') + 1).replace("[]", "");
            if (!setting.key().startsWith("engine.kmod.")
                    && !key.startsWith("container_engines.")
                    && !last.equals("rule_files")
                    && !last.equals("open_params")) {
                assertThat(text).as(setting.key()).containsPattern("(?m)\\b" + last + "\\b");
            }
        }
    }
}
