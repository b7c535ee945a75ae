package io.peregrine.plugins.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.plugin.PluginException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configuration with the keys of the published plugin, and what is said of values that cannot be used. */
class CloudTrailConfigurationTest {
    @Test
    void theKeysOfThePublishedPlugin() throws Exception {
        TrailConfiguration all = TrailConfiguration.read("""
                {"sqsDelete":false,"s3DownloadConcurrency":64,"useS3SNS":true,"useAsync":false,"S3Interval":"2026-01-01T00:00:00Z","S3AccountList":" 012345678912, 987654321012 ",
                "SQSOwnerAccount":"123","aws":{"profile":"p","region":"eu-west-1","config":"/a","credentials":"/b"},"unknown":1}""");
        assertThat(all.downloads()).isEqualTo(64);
        assertThat(all.queue().delete()).isFalse();
        assertThat(all.queue().fromBucket()).isTrue();
        assertThat(all.queue().owner()).contains("123");
        assertThat(all.range().accounts()).containsExactly("012345678912", "987654321012");
        assertThat(all.range().start()).hasToString("Optional[2026-01-01T00:00:00Z]");
        assertThat(all.profile().region()).contains("eu-west-1");
        assertThat(all.profile().credentials()).contains(Path.of("/b"));
        TrailConfiguration none = TrailConfiguration.read("");
        assertThat(none.downloads()).isEqualTo(32);
        assertThat(none.queue().delete()).isTrue();
        assertThat(none.range().start()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | JSON objects",
                "{ | no JSON",
                "{\"aws\":1} | JSON objects",
                "{\"sqsDelete\":\"yes\"} | sqsDelete must be true or false",
                "{\"s3DownloadConcurrency\":0} | s3DownloadConcurrency must be a whole number",
                "{\"s3DownloadConcurrency\":\"many\"} | s3DownloadConcurrency must be a whole number",
                "{\"s3Interval\":7} | s3Interval must be a text",
                "{\"s3Interval\":\"now\"} | is no interval",
                "{\"s3Interval\":\"1d-2d\"} | ends before it starts",
                "{\"s3AccountList\":\"12\"} | names '12', which is no account"
            })
    void whatCannotBeUsed(String configuration, String sentence) {
        assertThatThrownBy(() -> TrailConfiguration.read(configuration))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining(sentence);
    }
}
