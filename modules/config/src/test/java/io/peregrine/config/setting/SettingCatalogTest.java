package io.peregrine.config.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingCatalogTest {
    private final SettingCatalog catalog = SettingCatalog.load();

    @Test
    void everySettingHasAMeaningAndAFallbackOfItsOwnType() {
        Set<String> keys = new HashSet<>();
        for (Setting setting : catalog.all()) {
            assertThat(keys.add(setting.key()))
                    .as("%s stands once", setting.key())
                    .isTrue();
            assertThat(setting.meaning()).as(setting.key()).endsWith(".");
            assertThat(setting.fallback().isEmpty() || setting.type().accepts(setting.fallback()))
                    .as(setting.key())
                    .isTrue();
        }
    }

    @Test
    void successorsExist() {
        for (FormerSetting former : catalog.former()) {
            assertThat(former.successor().isEmpty()
                            || catalog.find(former.successor()).isPresent())
                    .as(former.key())
                    .isTrue();
        }
    }

    @Test
    void theSchemaNamesEverySetting() {
        String schema = SettingSchema.of(catalog);
        for (Setting setting : catalog.all()) {
            String[] names = setting.key().replace("[]", "").split("\\.");
            assertThat(schema).contains("\"" + names[names.length - 1] + "\": {");
        }
        assertThat(schema).contains("\"required\": [\"library_path\", \"name\"]", "\"minProperties\": 1");
        assertThat(schema).doesNotContain("grpc").contains("\"additionalProperties\": false");
        assertThat(schema.chars().filter(c -> c == '{').count())
                .isEqualTo(schema.chars().filter(c -> c == '}').count());
    }

    @Test
    void timeSpansNeedUnitsInOrder() {
        assertThat(TimeSpan.parse("1h30m")).contains(Duration.ofMinutes(90));
        assertThat(TimeSpan.parse(" 100 ms ")).contains(Duration.ofMillis(100));
        assertThat(TimeSpan.parse("1y1w1d")).contains(Duration.ofDays(365 + 7 + 1));
        assertThat(TimeSpan.parse("5000")).isEmpty();
        assertThat(TimeSpan.parse("30m1h")).isEmpty();
        assertThat(TimeSpan.parse("")).isEmpty();
        assertThat(TimeSpan.parse("-1s")).isEmpty();
    }

    @Test
    void addressesAreToldFromNames() {
        SettingType address = new SettingType.Address();
        assertThat(address.accepts("0.0.0.0")).isTrue();
        assertThat(address.accepts(" 10.1.2.3 ")).isTrue();
        assertThat(address.accepts("::")).isTrue();
        assertThat(address.accepts("fe80::1%eth0")).isTrue();
        assertThat(address.accepts("::ffff:1.2.3.4")).isTrue();
        assertThat(address.accepts("127.1")).isFalse();
        assertThat(address.accepts("256.0.0.1")).isFalse();
        assertThat(address.accepts("localhost")).isFalse();
        assertThat(address.accepts("1::2::3")).isFalse();
    }

    @Test
    void editsCountSwapsOnce() {
        assertThat(NearestKey.edits("ouput", "output")).isEqualTo(1);
        assertThat(NearestKey.edits("prioritiy", "priority")).isEqualTo(1);
        assertThat(NearestKey.edits("prioirty", "priority")).isEqualTo(1);
        assertThat(NearestKey.edits("", "abc")).isEqualTo(3);
    }
}
