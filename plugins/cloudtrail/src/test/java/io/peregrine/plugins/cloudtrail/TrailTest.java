package io.peregrine.plugins.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceName;
import io.peregrine.plugin.testing.FieldTester;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields of CloudTrail records, and the files they come from. */
class TrailTest {
    private static final String GET = """
            {"eventVersion":"1.08","eventID":"e-1","eventTime":"2026-11-28T10:00:00Z","eventType":"AwsApiCall","eventSource":"s3.amazonaws.com","eventName":"GetObject",
            "awsRegion":"eu-central-1","sourceIPAddress":"203.0.113.9","readOnly":true,"managementEvent":false,
            "userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::1:assumed-role/ops/eve","sessionContext":{"sessionIssuer":{"userName":"ops"}},"accountId":"1"},
            "requestParameters":{"bucketName":"logs","key":"a/b"},"additionalEventData":{"bytesTransferredIn":1.0,"bytesTransferredOut":41}}""";

    private final FieldTester tester = new FieldTester(new CloudTrailPlugin(), new SourceName("aws_cloudtrail", 2));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ct.id | e-1",
                "ct.shortsrc | s3",
                "ct.user | ops",
                "ct.originaluser | eve",
                "ct.readonly | true",
                "ct.managementevent | false",
                "ct.error |",
                "s3.uri | s3://logs/a/b",
                "s3.bytes | 42",
                "s3.cnt.get | 1",
                "s3.cnt.put |",
                "ct.info | ops via 203.0.113.9 ← GetObject Size=42 URI=s3://logs/a/b",
                "ct.request | {\"bucketName\":\"logs\",\"key\":\"a/b\"}"
            })
    void fields(String field, String expected) throws Exception {
        assertThat(tester.payload(GET, 1).values(field)).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void filesPlainAndPackedAreRead() throws Exception {
        String file = "{\"Records\":[" + GET + ",{\"eventTime\":\"never\",\"eventType\":\"x\"}]}";
        Files.writeString(folder.resolve("a.json"), file);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("b.json.gz")))) {
            out.write(file.getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(folder.resolve("c.json.gz"), "not packed");
        int count = 0;
        try (EventSource source = new CloudTrailPlugin().open(folder.toString())) {
            EventView view = new EventView();
            while (source.next(view) == EventSource.Outcome.EVENT) {
                count++;
            }
        }
        assertThat(count).isEqualTo(2);
        assertThatThrownBy(() -> new CloudTrailPlugin().open("s3:///x")).hasMessageContaining("names no bucket");
    }
}
